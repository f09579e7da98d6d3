using System.Text.Json.Nodes;
using Parley.Tests.Conversations;
using Parley.Tests.People;

namespace Parley.Tests.Storage;

/// <summary>A shop that talks with an assistant in tables of its own keeps them as they are.</summary>
public sealed class BesideOthersTests : IAsyncLifetime
{
    private readonly World _world = new();

    public ValueTask InitializeAsync() => _world.InitializeAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    [Covers("S3-1")]
    public async Task Talk_with_businesses_has_tables_and_endpoints_of_its_own_and_touches_none_of_an_assistants()
    {
        await _world.Database.Write(async work =>
        {
            await work.Execute("CREATE TABLE ai_conversation (id INTEGER PRIMARY KEY, title TEXT NOT NULL)");
            await work.Execute(
                "CREATE TABLE ai_message (conversation INTEGER REFERENCES ai_conversation, role TEXT, body TEXT)"
            );
            await work.Execute("INSERT INTO ai_conversation VALUES (1, 'Which table?')");
            return await work.Execute("INSERT INTO ai_message VALUES (1, 'user', 'Oak?'), (1, 'assistant', 'Oak.')");
        });
        var before = await Assistants();

        await _world.Restart();
        var blueDoor = await _world.Business();
        var (alice, bea) = (await _world.Customer("Alice"), await _world.Member(blueDoor, "Bea"));
        var talk = await _world.Talk(alice, blueDoor);
        await alice.Says("Is it oak?", talk);
        await bea.Says("It is.", talk);

        Assert.Equal(before, await Assistants());
        Assert.Equal(["Is it oak?", "It is."], (await bea.History(talk)).Items.Select(message => message.Body));
        var references = await References();
        Assert.Contains("conversation", references);
        Assert.DoesNotContain(references, table => table.StartsWith("ai_", StringComparison.Ordinal));
        var described = JsonNode.Parse(await _world.Http.GetStringAsync("/openapi/v1.json"))!["paths"]!.AsObject();
        Assert.DoesNotContain(
            described.Select(path => path.Key),
            path => path.Split('/').Any(part => part is "ai" or "assistant" or "prompts" or "completions")
        );
    }

    private Task<IReadOnlyList<string>> Assistants() =>
        _world.Database.Read(work =>
            work.Query<string>(
                """
                SELECT title AS line FROM ai_conversation
                UNION ALL SELECT role || ': ' || body FROM ai_message ORDER BY line
                """
            )
        );

    /// <summary>The tables that those of the product refer to.</summary>
    private Task<IReadOnlyList<string>> References() =>
        _world.Database.Read(work =>
            work.Query<string>(
                work.OnPostgres
                    ? """
                    SELECT confrelid::regclass::text FROM pg_constraint
                    WHERE contype = 'f' AND conrelid::regclass::text NOT LIKE 'ai\_%'
                    """
                    : """
                    SELECT reference."table" FROM sqlite_schema its, pragma_foreign_key_list(its.name) reference
                    WHERE its.type = 'table' AND its.name NOT LIKE 'ai\_%' ESCAPE '\'
                    """
            )
        );
}
