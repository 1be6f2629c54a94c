-- One reject, with its record.
SELECT *
FROM etl.rejects
WHERE reject_id = :reject_id;
