"""The release shown beside another one."""
