using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Storage;

/// <summary>
/// Brings the tables to the newest form: numbered files, forward only, each in one transaction that also records it. A file that
/// changed after it ran stops the start, because then nobody knows what the tables are.
/// </summary>
public sealed class Migrator(Database database, ILogger<Migrator> logger)
{
    private sealed record Migration(int Number, string Name, string Sql, string Checksum);

    /// <returns>How many migrations ran.</returns>
    /// <exception cref="InvalidOperationException">A migration that ran before reads differently now.</exception>
    public async Task<int> Run(CancellationToken cancellationToken)
    {
        var ran = 0;
        await database.Migrate(EnsureTable, cancellationToken);
        foreach (var migration in All(database.OnPostgres ? "postgres" : "sqlite"))
        {
            var isNew = false;
            await database.Migrate(async work => isNew = await RunOne(work, migration), cancellationToken);
            ran += isNew ? 1 : 0;
        }

        return ran;
    }

    private static async Task EnsureTable(Work work)
    {
        // Who may not make tables can serve what another user has migrated; to PostgreSQL even this would be making one.
        if (work.OnPostgres && await work.One<bool>("SELECT to_regclass('migration') IS NOT NULL"))
            return;

        await work.Execute(
            "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)"
        );
    }

    private async Task<bool> RunOne(Work work, Migration migration)
    {
        var known = await work.One<string>("SELECT checksum FROM migration WHERE number = @Number", migration);
        if (known == migration.Checksum)
            return false;
        if (known is not null)
            throw new InvalidOperationException($"Migration {migration.Name} was changed after it ran.");

        logger.LogInformation("Migrating to {Name}", migration.Name);
        await work.Execute(migration.Sql);
        await work.Execute(
            "INSERT INTO migration (number, name, checksum) VALUES (@Number, @Name, @Checksum)",
            migration
        );

        return true;
    }

    private static IEnumerable<Migration> All(string provider)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Parley.Storage.Migrations.{provider}.";

        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(resource => Load(assembly, resource, resource[prefix.Length..]));
    }

    private static Migration Load(Assembly assembly, string resource, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        var sql = reader.ReadToEnd();
        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));

        return new Migration(int.Parse(name[..4]), name, sql, checksum);
    }
}
