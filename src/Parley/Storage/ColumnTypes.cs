using System.Data;
using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Parley.Storage;

/// <summary>
/// How our types stand in columns, the same on both databases but for ids: an instant is a whole number of milliseconds since the
/// Unix epoch; an id is <c>uuid</c> on PostgreSQL and 16 bytes, most significant first, on SQLite, so that both sort alike.
/// </summary>
internal static class ColumnTypes
{
    [ModuleInitializer]
#pragma warning disable CA2255 // Dapper's type maps are process-wide; they must be set before the first query of any test or server
    internal static void Register()
#pragma warning restore CA2255
    {
        SqlMapper.RemoveTypeMap(typeof(Guid));
        SqlMapper.RemoveTypeMap(typeof(Guid?));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new IdColumn());
        SqlMapper.AddTypeHandler(new InstantColumn());
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }

    private sealed class IdColumn : SqlMapper.TypeHandler<Guid>
    {
        public override void SetValue(IDbDataParameter parameter, Guid value) =>
            parameter.Value = parameter is SqliteParameter ? value.ToByteArray(bigEndian: true) : value;

        public override Guid Parse(object value) =>
            value is byte[] bytes ? new Guid(bytes, bigEndian: true) : (Guid)value;
    }

    private sealed class InstantColumn : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.ToUnixTimeMilliseconds();
        }

        public override DateTimeOffset Parse(object value) => DateTimeOffset.FromUnixTimeMilliseconds((long)value);
    }
}
