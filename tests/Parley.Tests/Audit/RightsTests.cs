using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parley.Storage;
using Parley.Tests.Conversations;
using Parley.Tests.People;

namespace Parley.Tests.Audit;

/// <summary>What the page "Prove the record" tells an operator to do, done with the statements that stand there.</summary>
public sealed class RightsTests : IAsyncLifetime
{
    private readonly World _world = new();
    private readonly string _role = $"parley_server_{Guid.NewGuid():N}";

    public ValueTask InitializeAsync() => _world.InitializeAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_server_whose_user_owns_nothing_works_and_can_change_nothing_of_the_record()
    {
        Assert.SkipUnless(_world.Database.OnPostgres, "Users and their rights are PostgreSQL's.");
        var blueDoor = await _world.Business();
        var alice = await _world.Customer("Alice");
        var talk = await _world.Talk(alice, blueDoor);
        await _world.Database.Write(work => work.Execute(Statements()));
        try
        {
            await using var server = Server.Build([.. SettingsOfTheServer()]);
            await Server.Prepare(server, default);
            await server.StartAsync();
            await Says(server, alice, talk);

            var database = server.Services.GetRequiredService<Database>();
            foreach (var statement in Forbidden)
            {
                var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
                    database.Write(work => work.Execute(statement))
                );
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
            }

            await server.StopAsync();
        }
        finally
        {
            await _world.Database.Write(work => work.Execute($"DROP OWNED BY {_role}; DROP ROLE {_role}"));
        }

        Assert.Null((await _world.IsSealed()).Fault);
    }

    private static readonly string[] Forbidden =
    [
        "DELETE FROM audit_entry",
        "UPDATE audit_entry SET action = 'nothing'",
        "UPDATE audit_trace SET session_row = 0",
        "DELETE FROM audit_seal",
        "UPDATE message SET sender_row = 1",
        "DELETE FROM message",
        "TRUNCATE audit_entry",
        "DROP TRIGGER audit_entry_is_kept ON audit_entry",
        "ALTER TABLE message DISABLE TRIGGER ALL",
        "DROP TABLE audit_seal",
    ];

    private string Statements([CallerFilePath] string here = "")
    {
        var page = File.ReadAllText(
            Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/how-to/prove-the-record.md")
        );
        var sql = page.Split("```sql")[1].Split("```")[0];

        return sql.Replace("parley_server", _role).Replace("'…'", "'secret'");
    }

    private IEnumerable<string> SettingsOfTheServer()
    {
        const string postgres = "--Storage:Postgres=";
        yield return "--urls=http://127.0.0.1:0";
        yield return "--Logging:LogLevel:Default=Warning";
        foreach (var setting in _world.Settings)
            yield return setting.StartsWith(postgres, StringComparison.Ordinal)
                ? postgres
                    + new NpgsqlConnectionStringBuilder(setting[postgres.Length..])
                    {
                        Username = _role,
                        Password = "secret",
                    }
                : setting;
    }

    private static async Task Says(WebApplication server, Tests.People.Person alice, Guid talk)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = new Uri(server.Urls.First()),
        };
        http.DefaultRequestHeaders.Add("Cookie", alice.Http.DefaultRequestHeaders.GetValues("Cookie"));
        var sent = await http.PostAsync(
            $"/api/v1/conversations/{talk}/messages",
            JsonContent.Create(new { body = "Hello", clientId = Guid.CreateVersion7() })
        );

        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());
    }
}
