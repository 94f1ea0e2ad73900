"""What rules mean, what is known about a department: nothing here can be unresolved."""
