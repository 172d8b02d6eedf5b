"""What stands where something was taken out."""

# How the case ID of a record begins whose words were taken out.
REMOVED = "REMOVED-"
# Who stands where a member of staff was.
REMOVED_NAME = "Removed under the retention rules"
# In place of words.
MARK = "[removed]"
# What a reason of substance becomes, so that how many of them there were stays counted: `audits.calculations.reasons`.
SAID = "Removed under the retention rules: reason {number} cited the record and said what it meant for the child."
