"""The work as a job: its tasks, what AI may touch, what somebody is able to do, and how the post is graded."""
