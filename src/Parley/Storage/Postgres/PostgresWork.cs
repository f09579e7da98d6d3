using Npgsql;

namespace Parley.Storage.Postgres;

internal sealed class PostgresWork(NpgsqlConnection connection) : Work(connection)
{
    public override bool OnPostgres => true;

    // Transactions below the snapshot's xmin have all ended; one above it may still commit with its lower number.
    public override Task<long> Horizon() =>
        One<long>("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1");

    protected override Task<long> TakeStamp() => One<long>("SELECT pg_current_xact_id()::text::bigint");
}
