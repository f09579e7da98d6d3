using System.Data.Common;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;

namespace Parley.Tests.Audit;

public sealed class SealTests : IAsyncLifetime
{
    private readonly World _world = new();

    public ValueTask InitializeAsync() => _world.InitializeAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task What_was_said_and_done_is_sealed_without_anybody_asking()
    {
        var blueDoor = await _world.Business();
        var alice = await _world.Customer("Alice");
        var talk = await _world.Talk(alice, blueDoor);
        await alice.Says("Hello", talk);

        var verdict = await _world.IsSealed();

        // Her session, its trace and the message, at least.
        Assert.Null(verdict.Fault);
        Assert.True(verdict.Rows >= 3, $"{verdict}");
    }

    [Fact]
    public async Task A_server_that_stops_has_sealed_its_last_message_and_the_chain_goes_on_when_it_starts()
    {
        var blueDoor = await _world.Business();
        var alice = await _world.Customer("Alice");
        var talk = await _world.Talk(alice, blueDoor);
        await alice.Says("Good night", talk);
        var before = await _world.IsSealed();

        await _world.Restart();
        var carol = await _world.Customer("Carol");
        await carol.Says("Good morning", await _world.Talk(carol, blueDoor));

        var after = await _world.IsSealed();
        Assert.Null(after.Fault);
        Assert.True(after.Seals > before.Seals && after.Rows > before.Rows, $"{before} {after}");
    }

    [Fact]
    public async Task Two_nodes_make_one_chain()
    {
        var blueDoor = await _world.Business();
        var (alice, bea) = (await _world.Customer("Alice"), await _world.Member(blueDoor, "Bea"));
        var talk = await _world.Talk(alice, blueDoor);
        await using var other = await _world.SecondNode();
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = other.Address };
        http.DefaultRequestHeaders.Add("Cookie", bea.Http.DefaultRequestHeaders.GetValues("Cookie"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(Both));

        Assert.Null((await _world.IsSealed()).Fault);
        Assert.Equal(
            1,
            await _world.Database.Read(work =>
                work.One<long>(
                    "SELECT count(DISTINCT holder) FROM follower WHERE name = 'audit.sealer' AND holder <> ''"
                )
            )
        );

        async Task Both(int i)
        {
            await alice.Says($"From here {i}", talk);
            var sent = await http.PostAsync(
                $"/api/v1/conversations/{talk}/messages",
                System.Net.Http.Json.JsonContent.Create(
                    new { body = $"From there {i}", clientId = Guid.CreateVersion7() }
                )
            );
            Assert.True(sent.IsSuccessStatusCode, $"{sent.StatusCode}");
        }
    }

    [Theory]
    [InlineData("UPDATE audit_entry SET action = 'nothing'")]
    [InlineData("DELETE FROM audit_entry")]
    [InlineData("UPDATE audit_seal SET at = 0")]
    [InlineData("DELETE FROM audit_seal")]
    [InlineData("UPDATE audit_trace SET address = '192.0.2.9'")]
    [InlineData("UPDATE audit_trace SET address = NULL, user_agent = NULL, salt = NULL, session_row = 7")]
    [InlineData("DELETE FROM audit_trace")]
    [InlineData("UPDATE message SET body = NULL, data = NULL, salt = NULL, reply_to = NULL, trace_row = trace_row + 1")]
    [InlineData("TRUNCATE audit_entry")]
    [InlineData("TRUNCATE audit_seal")]
    [InlineData("TRUNCATE audit_trace")]
    public async Task No_statement_changes_the_audit(string statement)
    {
        Assert.SkipWhen(
            statement.StartsWith("TRUNCATE", StringComparison.Ordinal) && !_world.Database.OnPostgres,
            "SQLite knows no such statement."
        );
        var blueDoor = await _world.Business();
        var alice = await _world.Customer("Alice");
        await alice.Says("Hello", await _world.Talk(alice, blueDoor));
        await _world.IsSealed();

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() =>
            _world.Database.Write(work => work.Execute(statement))
        );

        Assert.Matches("the audit (never changes|is never deleted)|a committed message never changes", refusal.Message);
    }

    [Fact]
    public async Task An_address_can_be_erased_and_the_chain_holds()
    {
        var alice = await _world.Customer("Alice");
        await _world.IsSealed();

        await _world.Write(
            async (work, now) =>
            {
                var id = await work.One<Guid>(
                    """
                    SELECT audit_trace.id FROM audit_trace JOIN session ON session.row_id = session_row
                    WHERE person_row = @Row
                    """,
                    new { alice.Row }
                );
                await Parley.Audit.AuditLog.Record(
                    work,
                    new(Parley.Audit.Erasures.ActionOf("trace"), Parley.Audit.AuditActor.System, now) { Subject = id }
                );

                return await work.Execute(
                    "UPDATE audit_trace SET address = NULL, user_agent = NULL, salt = NULL WHERE id = @id",
                    new { id }
                );
            }
        );

        Assert.Null((await _world.IsSealed()).Fault);
    }
}
