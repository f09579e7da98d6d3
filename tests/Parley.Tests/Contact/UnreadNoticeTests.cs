using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Parley.Contact.Notices;
using Parley.Conversations;
using Parley.Outbound;
using Parley.People;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.Outbound;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

/// <summary>Whoever has something unread for minutes and no device connected gets one mail until he reads.</summary>
public sealed class UnreadNoticeTests : IAsyncLifetime
{
    private readonly LaterTime _time = new();
    private readonly World _world;
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;
    private Person _bea = null!;
    private Guid _talk;

    public UnreadNoticeTests() =>
        _world = new World { Replace = services => services.AddSingleton<TimeProvider>(_time) };

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _blueDoor = await _world.Business();
        (_alice, _bea) = (await _world.Customer("Alice"), await _world.Member(_blueDoor, "Bea"));
        _talk = await _world.Talk(_alice, _blueDoor);
        await Proves(_alice, "alice@example.com");
        await Proves(_bea, "bea@example.com");
        await Sweeps();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Alice_is_told_once_until_she_has_read()
    {
        await _bea.Says("It is shipped.", _talk);
        await Sweeps();
        Assert.Empty(_world.MailsTo("alice@example.com"));

        await After(TellUnread.After);
        var mail = await _world.MailTo("alice@example.com");
        await _bea.Says("And arrives tomorrow.", _talk);
        await After(TellUnread.After);
        await NothingMore("alice@example.com", 1);
        Assert.Contains(_blueDoor.Name, mail);
        Assert.Contains($"/messages/{_talk}", mail);
        Assert.DoesNotContain("shipped", mail);

        await _alice.Reads(_talk, 2);
        await _alice.Sees(_talk);
        await _bea.Says("Did it come?", _talk);
        await After(TellUnread.After);
        await _world.MailTo("alice@example.com", count: 2);
    }

    [Fact]
    public async Task What_was_read_in_time_is_no_news()
    {
        await _bea.Says("It is shipped.", _talk);
        await _alice.Reads(_talk, 1);
        await _alice.Sees(_talk);

        await After(TellUnread.After);

        await NothingMore("alice@example.com", 0);
    }

    [Fact]
    public async Task Members_are_told_of_what_a_customer_wrote_and_of_what_is_assigned_only_who_has_it()
    {
        var ben = await _world.Member(_blueDoor, "Ben");
        await Proves(ben, "ben@example.com");

        await _alice.Says("Where is it?", _talk);
        await After(TellUnread.After);
        Assert.Contains($"/inbox/all/{_talk}", await _world.MailTo("bea@example.com"));
        await _world.MailTo("ben@example.com");

        await _bea.Reads(_talk, 1);
        await _bea.Sees(_talk);
        await _bea.Puts($"/conversations/{_talk}/assignee", new { personId = ben.Id });
        await _alice.Says("Hello?", _talk);
        await After(TellUnread.After);
        await _world.MailTo("ben@example.com", count: 2);
        await NothingMore("bea@example.com", 1);
    }

    [Fact]
    public async Task Who_is_connected_is_told_when_he_goes_without_having_read()
    {
        var presence = _world.Services.GetRequiredService<IPresence>();
        await using (await Ear.Of(_alice))
        {
            await Eventually.Is(
                () => Task.FromResult(presence.IsOnline(Owner.Person(_alice.Row))),
                isOnline => isOnline
            );
            await _bea.Says("It is shipped.", _talk);
            await After(TellUnread.After);
            await NothingMore("alice@example.com", 0);
        }

        await Eventually.Is(
            async () =>
            {
                await After(TimeSpan.FromMinutes(1));
                return _world.MailsTo("alice@example.com").Count;
            },
            count => count == 1
        );
    }

    [Fact]
    public async Task A_guest_comes_back_by_the_link_in_his_mail()
    {
        await _blueDoor.Shop.Sets(new { general = "verified_email" });
        var inquiry = await _world.Visitor("Kim").Inquires(_blueDoor, "kim@example.com", "Hello").Waits();
        var kim = await _world.Proves("kim@example.com", inquiry.Id);
        var rows = await Eventually.Is(() => kim.Lists(), rows => rows.Count == 1);
        var talk = rows[0].ConversationId;
        await _bea.Says("Hello Kim", talk);

        await After(TellUnread.After);
        await _world.MailTo("kim@example.com", count: 2);
        var back = await _world.Proves("kim@example.com");

        Assert.Equal(2, (await back.History(talk)).Items.Count);
    }

    private Task After(TimeSpan time)
    {
        _time.Add(time);

        return Sweeps();
    }

    private Task Sweeps() => _world.Services.GetServices<IHostedService>().OfType<TellUnread>().Single().Run(default);

    /// <summary>Mails leave in the order in which they were caused: when a later one is there, no other comes.</summary>
    private async Task NothingMore(string email, int count)
    {
        var last = $"{Guid.NewGuid():N}@example.com";
        await _world.Mails(new Mail(last, "Last", "Last"));
        await _world.MailTo(last);

        Assert.Equal(count, _world.MailsTo(email).Count);
    }

    private Task<bool> Proves(Person person, string email) =>
        _world.Write(
            (work, now) => Persons.AddIdentity(work, person.Row, 0, new(IdentityKind.Email, email, true), now)
        );
}
