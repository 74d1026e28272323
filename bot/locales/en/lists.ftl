# The list of agencies that a coordinator sends: what has to be corrected, by row number.

problem-list-large = the list is larger than { $most } MB. Please send only the list of agencies.
problem-list-unreadable = the file cannot be read. Please save the list as .xlsx or CSV and send it again.
problem-list-encoding = the file is not a UTF-8 text. Please save the list as .xlsx or CSV UTF-8.
problem-list-columns = the first row needs { $columns }; missing: { $missing }
problem-list-empty-cell = row { $row }: code and name are needed
problem-list-twice = row { $row }: the code { $code } stands there twice
problem-list-long = row { $row }: too long (code { $code }, name { $name }, short name { $short } characters)
problem-list-none = there are no agencies in this list
problem-list-many = the list has { $count } agencies; a round takes { $most }
problem-list-kind = row { $row }: the form has no agency kind '{ $kind }'. Did you mean { $near }?
problem-list-kind-bare = row { $row }: the form has no agency kind '{ $kind }'.
