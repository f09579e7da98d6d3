using System.Text.RegularExpressions;
using Parley.Admin;
using Parley.Cli;
using Parley.Prove.Audit;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Audit;

/// <summary>
/// Mallory has the database in his hands. (Seen to fail with the places left out of a seal's hash, and with the content of messages
/// not looked at.)
/// </summary>
public sealed partial class TamperTests : IAsyncLifetime
{
    private readonly World _world = new();
    private Person _alice = null!;
    private Person _bea = null!;
    private Guid _talk;
    private string[] _exported = [];

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        var blueDoor = await _world.Business();
        (_alice, _bea) = (await _world.Customer("Alice"), await _world.Member(blueDoor, "Bea"));
        _talk = await _world.Talk(_alice, blueDoor);
        for (var i = 0; i < 4; i++)
        {
            await _alice.Says($"Question {i}", _talk);
            await _bea.Says($"Answer {i}", _talk);
            await _bea.Says($"A note on {i}", _talk, "team");
            await _bea.Reads(_talk, i + 1);
            await _bea.Sees(_talk); // who looks has what was read written first
            Assert.Null((await _world.IsSealed()).Fault);
        }

        _exported = [await _world.Checkpoint()];
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Whatever_Mallory_does_to_messages_entries_or_seals_is_found()
    {
        var before = await _world.Verifies(_exported);
        Assert.Null(before.Fault);
        Assert.True(before is { Seals: >= 4, Checkpoints: 1 }, $"{before}");
        await _world.Database.Write(Tampering.Disarm);

        foreach (var kind in Tampering.Kinds)
            for (var seed = 0; seed < 15; seed++)
            {
                var (done, found) = await TamperTrial.Run(_world.Database, _world.Sealed(), _exported, kind, seed);

                Assert.True(found is not null, $"Mallory {done} (seed {seed}), and nothing was found.");
            }

        Assert.Null((await _world.Verifies(_exported)).Fault);
    }

    [Theory]
    [InlineData("message", "UPDATE message SET body = 'I never said that' WHERE id = @Id")]
    [InlineData("message", "UPDATE message SET sender_role = sender_role + 1 WHERE id = @Id")]
    [InlineData("entry", "UPDATE audit_entry SET actor_row = actor_row + 1 WHERE id = @Id")]
    [InlineData("entry", "UPDATE audit_entry SET data = '{}' WHERE id = @Id")]
    public async Task The_first_bad_entry_is_named(string what, string deed)
    {
        var ada = await _world.Admin();
        var entries = (await ada.Audits($"?conversation={_talk}&limit=100")).Items;
        var chosen = entries.First(entry => entry.Action == (what == "message" ? "message.created" : "message.read"));
        await _world.Database.Write(Tampering.Disarm);

        await _world.Database.Write(work => work.Execute(deed, new { chosen.Id }));

        var fault = (await _world.Verifies()).Fault;
        Assert.Contains(chosen.Id.ToString(), fault!.Text);
        Assert.StartsWith(what, fault.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("message SET seq = seq || 'x'")]
    [InlineData("message SET sent_at = sent_at + 0.5")]
    [InlineData("message SET id = hex(id)")]
    [InlineData("message SET body = CAST(body AS BLOB)")]
    [InlineData("audit_entry SET at = at + 0.5")]
    [InlineData("audit_entry SET action = CAST(action AS BLOB)")]
    [InlineData("audit_seal SET at = at + 0.5")]
    [InlineData("audit_seal SET places = CAST(places AS BLOB)")]
    public async Task What_SQLite_would_read_as_the_same_is_found_too(string deed)
    {
        Assert.SkipWhen(_world.Database.OnPostgres, "Its columns have one type.");
        await _world.Database.Write(Tampering.Disarm);

        await _world.Database.Write(work => work.Execute($"UPDATE {deed} WHERE row_id = 2"));

        Assert.NotNull((await _world.Verifies()).Fault);
    }

    [Fact]
    public async Task A_deleted_entry_is_missed_at_its_place()
    {
        var ada = await _world.Admin();
        await _world.IsSealed();
        var reads = (await ada.Audits("?action=message.read")).Items;
        await _world.Database.Write(Tampering.Disarm);

        await _world.Database.Write(work =>
            work.Execute("DELETE FROM audit_entry WHERE id = @Id", new { reads[0].Id })
        );

        Assert.Matches(Lacks(), (await _world.Verifies()).Fault!.Text);
    }

    [Fact]
    [Covers("S4-61")]
    public async Task An_erased_message_leaves_the_chain_whole_and_an_emptied_one_does_not()
    {
        var erased = await _alice.Says("Forget this", _talk);
        var emptied = await _alice.Says("Keep this", _talk);
        await _world.IsSealed();

        await _world.Erase(erased.Id);
        Assert.Null((await _world.Verifies(_exported)).Fault);
        Assert.Null((await _alice.History(_talk)).Items.Single(message => message.Id == erased.Id).Body);

        await _world.Database.Write(work => Auditing.Empty(work, emptied.Id));
        Assert.Contains($"{emptied.Id}", (await _world.Verifies(_exported)).Fault!.Text);
    }

    [Fact]
    public async Task A_checkpoint_that_somebody_wrote_himself_is_no_checkpoint()
    {
        var genuine = _exported[0];
        var moved = genuine.Replace("\"seal\":", "\"seal\":1");
        var foreign = Foreign(genuine);

        Assert.Contains("Line 2", (await _world.Verifies(genuine, moved)).Fault!.Text);
        Assert.Contains("Line 1", (await _world.Verifies("not a checkpoint")).Fault!.Text);
        Assert.Contains("another key", (await _world.Verifies(foreign)).Fault!.Text);
    }

    [Fact]
    public async Task The_command_line_tells_by_its_exit_code()
    {
        string[] verify = ["audit", "verify", .. _world.Options];
        Assert.Equal(0, await CommandLine.Run(verify));

        await _world.Database.Write(Tampering.Disarm);
        await _world.Database.Write(work => work.Execute("DELETE FROM audit_seal WHERE row_id = 2"));

        Assert.Equal(1, await CommandLine.Run(verify));
    }

    [Fact]
    public async Task The_server_exports_a_checkpoint_by_itself_and_it_shows_a_cut()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(_world.DataFolder, "checkpoints.jsonl"));
        Assert.Null((await _world.Verifies(lines)).Fault);
        await _world.Database.Write(Tampering.Disarm);

        await _world.Database.Write(work => work.Execute("DELETE FROM audit_seal"));

        Assert.Contains("checkpoint", (await _world.Verifies(lines)).Fault!.Text);
    }

    private static string Foreign(string line)
    {
        var genuine = Parley.Audit.Checkpoint.Parse(line)!;
        using var key = System.Security.Cryptography.ECDsa.Create(
            System.Security.Cryptography.ECCurve.NamedCurves.nistP256
        );
        var seal = Parley.Audit.Seal.None with { RowId = genuine.Seal, Hash = Convert.FromHexString(genuine.Hash) };

        return Parley.Audit.Checkpoint.Of(seal, genuine.At, key).ToLine();
    }

    [GeneratedRegex("lacks (a row|1 rows), (at its beginning|behind (entry|trace|message) [0-9a-f-]{36})")]
    private static partial Regex Lacks();
}
