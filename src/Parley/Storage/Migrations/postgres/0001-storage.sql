-- What the installation made for itself: its epoch, its keys. (A stamp is the transaction id here and needs no table.)
CREATE TABLE installation (name text PRIMARY KEY, value text NOT NULL);
