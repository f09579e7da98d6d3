using Npgsql;

namespace Parley.Storage.Postgres;

internal sealed class PostgresWork(NpgsqlConnection connection) : Work(connection)
{
    public override bool OnPostgres => true;

    protected override Task<long> TakeStamp() => One<long>("SELECT pg_current_xact_id()::text::bigint");
}
