using System.Net;
using Parley.Conversations;
using Parley.Messages;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Messages;

/// <summary>To whom a note may go: what a conversation offers is what its reader may write, and nobody else reads it.</summary>
public sealed class NoteReadersTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private TestBusiness _blueDoor = null!;
    private TestBusiness _oakworks = null!;
    private Person _alice = null!;
    private Person _bea = null!;
    private Person _olaf = null!;
    private Person _ada = null!;
    private Guid _talk;

    public async ValueTask InitializeAsync()
    {
        _blueDoor = await world.Business();
        _oakworks = await world.Business("Oakworks");
        (_alice, _bea) = (await world.Customer("Alice"), await world.Member(_blueDoor, "Bea"));
        (_olaf, _ada) = (await world.Member(_oakworks, "Olaf"), await world.Admin());
        _talk = await world.Talk(_alice, _blueDoor, _oakworks);
        await _alice.Says("Where is it?", _talk);
        await _ada.Posts($"/conversations/{_talk}/oversight", new { reason = "A complaint" });
        await _ada.Puts($"/conversations/{_talk}/platform", new { });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Every_note_that_a_conversation_offers_reaches_exactly_the_readers_it_names()
    {
        Person[] all = [_alice, _bea, _olaf, _ada];
        foreach (var writer in all)
        foreach (var audience in (await writer.Sees(_talk)).Mine.Audiences)
        {
            var body = $"{writer.Name} to {audience}";
            var said = await Sends(writer, body, audience).Read<MessageView>();

            Assert.Equal(audience, said.Audience);
            foreach (var reader in all)
                Assert.Equal(
                    MayRead(reader, audience),
                    (await reader.History(_talk, "?limit=100")).Items.Any(message => message.Body == body)
                );
        }
    }

    [Fact]
    public async Task The_marketplace_answers_one_party_and_must_say_which()
    {
        var offered = (await _ada.Sees(_talk)).Mine.Audiences;
        Assert.Equal(3, offered.Count(audience => audience.Kind == AudienceKind.PlatformWith));
        Assert.Equal("audience_not_allowed", await Refused(_ada, new AudienceView(AudienceKind.PlatformWith)));
        var nobody = new AudienceView(AudienceKind.PlatformWith, PersonId: Guid.Empty);
        Assert.Equal("audience_not_allowed", await Refused(_ada, nobody));

        var withOakworks = new AudienceView(AudienceKind.PlatformWith, _oakworks.Id);
        Assert.Equal("audience_not_allowed", await Refused(_bea, withOakworks));
        Assert.Equal("audience_not_allowed", await Refused(_bea, withOakworks with { Kind = AudienceKind.Team }));
        await _olaf.Says("He owes us money", _talk, "platformWith");
        await Sends(_ada, "We see to it", withOakworks).Read<MessageView>();

        Assert.Equal(["Where is it?", "He owes us money", "We see to it"], await Said(_olaf));
        Assert.Equal(["Where is it?"], await Said(_bea));
    }

    [Fact]
    public async Task Who_reads_everything_marks_what_he_may_answer_and_the_rest_leaves_no_receipt()
    {
        await _olaf.Says("He owes us money", _talk, "platformWith");
        await _bea.Says("She always asks", _talk, "team");
        var heads = (await _ada.Sees(_talk)).Heads;

        var marked = await _ada.Posts(
            $"/conversations/{_talk}/read",
            new { upTo = heads.Select(head => new { audience = head.Audience, seq = head.Seq }) }
        );

        Assert.Equal(HttpStatusCode.NoContent, marked.StatusCode);
        var read = (await _ada.Sees(_talk)).Cursors.Where(cursor => cursor.Who.PersonId == _ada.Id);
        Assert.Equal(
            [AudienceKind.Everyone, AudienceKind.PlatformWith],
            read.Select(cursor => cursor.Audience.Kind).Order()
        );
    }

    private bool MayRead(Person reader, AudienceView audience) =>
        audience.Kind == AudienceKind.Everyone
        || reader == _ada // under oversight, so the teams' notes too
        || audience.PersonId == reader.Id
        || (reader == _bea && audience.BusinessId == _blueDoor.Id)
        || (reader == _olaf && audience.BusinessId == _oakworks.Id);

    private async Task<IEnumerable<string?>> Said(Person reader) =>
        from message in (await reader.History(_talk)).Items
        where message.Kind == MessageKind.Text
        select message.Body;

    private Task<string> Refused(Person writer, AudienceView audience) => Sends(writer, "Psst", audience).Code();

    private Task<HttpResponseMessage> Sends(Person writer, string body, AudienceView audience) =>
        writer.Posts(
            $"/conversations/{_talk}/messages",
            new
            {
                body,
                clientId = Guid.CreateVersion7(),
                audience,
            }
        );
}
