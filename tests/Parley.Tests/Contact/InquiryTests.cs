using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Contact.Inquiries;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.People;
using Parley.People.Links;
using Parley.Tests.Conversations;
using Parley.Tests.Outbound;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

/// <summary>What people without an account ask, and whose it is.</summary>
public sealed class InquiryTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private readonly World _world = new() { With = ["--Contact:InquiriesPerHour=10000"] };
    private TestShop _shop = null!;
    private TestBusiness _blueDoor = null!;
    private Person _bea = null!;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _shop = await _world.Shop();
        _blueDoor = await _world.Business();
        _bea = await _world.Member(_blueDoor, "Bea");
        await _shop.Sets(new { listing = "verified_email", general = "verified_email" });
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    [Covers("S3-2", "S3-3", "S3-4", "S3-10", "S3-27", "S3-36")]
    public async Task Kim_asks_about_a_listing_proves_his_address_and_talks()
    {
        var vase = await (await _shop.Server()).Offers(_blueDoor, "listings", "Blue vase");
        var inquiry = await _world
            .Visitor("Kim")
            .Inquires(_blueDoor, "kim@example.com", "Is it blue?", new { kind = "listing", id = vase })
            .Waits();
        Assert.Empty(await Inbox(_bea));

        var kim = await _world.Proves("kim@example.com", inquiry.Id);
        var row = await Appears(_bea);
        await _bea.Says("It is.", row.ConversationId);
        await kim.Says("Then I take it.", row.ConversationId);

        Assert.Equal(vase, row.Topic.Id);
        var said = await _bea.History(row.ConversationId);
        Assert.Equal(["Is it blue?", "It is.", "Then I take it."], Spoken(said));
        Assert.Equal("Kim", said.Items[0].Sender.Name);
        Assert.Equal(Spoken(said), Spoken(await kim.History(row.ConversationId)));
    }

    [Fact]
    [Covers("S3-4", "S3-26")]
    public async Task The_answer_is_a_message_of_the_business_behind_the_question()
    {
        var inquiry = await _world.Visitor("Kim").Inquires(_blueDoor, "kim@example.com", "Is it blue?").Waits();
        var kim = await _world.Proves("kim@example.com", inquiry.Id);
        var row = await Appears(_bea);

        var answer = await _bea.Says("It is.", row.ConversationId);

        var said = (await kim.History(row.ConversationId)).Items;
        Assert.Equal(2, said.Count);
        Assert.Equal((answer.Id, "It is."), (said[1].Id, said[1].Body));
        Assert.Equal((_blueDoor.Id, Role.Seller), (said[1].Sender.BusinessId, said[1].Sender.Role));
        Assert.True(said[0].SentAt <= said[1].SentAt);
        Assert.True(said[0].Id.CompareTo(said[1].Id) < 0);
    }

    [Fact]
    [Covers("S3-12", "S3-13")]
    public async Task The_mail_holds_nothing_of_the_message_and_its_link_shows_it()
    {
        await _world
            .Visitor("Kim")
            .Inquires(_blueDoor, "kim@example.com", "Cheap watches", subject: "An offer")
            .Waits();

        var mail = await _world.MailTo("kim@example.com");
        var link = await _world.Visitor().Gets($"/links/{Outbox.TokenIn(mail)}").Read<LinkView>();

        Assert.DoesNotContain("watches", mail);
        Assert.DoesNotContain("offer", mail);
        Assert.DoesNotContain("Kim", mail);
        Assert.Equal(LinkPurpose.Inquiry, link.Purpose);
        var waiting = Assert.Single(link.Waiting!);
        Assert.Equal(("Cheap watches", "An offer", _blueDoor.Name), (waiting.Body, waiting.Subject, waiting.Business));
    }

    [Fact]
    public async Task Somebody_else_with_the_same_address_sees_and_sends_nothing()
    {
        var kims = await _world.Visitor("Kim").Inquires(_blueDoor, "kim@example.com", "From Kim").Waits();
        var mallory = _world.Visitor("Mallory");
        var hers = await mallory.Inquires(_blueDoor, "kim@example.com", "From Mallory").Waits();

        await _world.Proves("kim@example.com", kims.Id);
        var row = await Appears(_bea);

        Assert.Equal(["From Kim"], Spoken(await _bea.History(row.ConversationId)));
        Assert.Equal(
            InquiryState.WaitsForProof,
            (await (await mallory.Follows(hers.Id, hers.Key)).Read<InquiryView>()).State
        );
        Assert.Equal(HttpStatusCode.NotFound, (await mallory.Follows(kims.Id, hers.Key)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await mallory.With(hers.Key!).Gets($"/conversations/{row.ConversationId}")).StatusCode
        );
    }

    [Fact]
    [Covers("S3-37")]
    public async Task Its_key_its_sender_and_an_admin_see_where_it_stands_and_nobody_else()
    {
        var inquiry = await _world.Visitor("Kim").Inquires(_blueDoor, "kim@example.com", "Hello").Waits();
        var kim = await _world.Proves("kim@example.com", inquiry.Id);
        var row = await Appears(_bea);

        foreach (var (who, key) in new[] { (_world.Visitor(), inquiry.Key), (kim, null), (await _world.Admin(), null) })
        {
            var view = await (await who.Follows(inquiry.Id, key)).Read<InquiryView>();
            Assert.Equal((InquiryState.Sent, row.ConversationId), (view.State, view.ConversationId));
            Assert.Null(view.Key);
        }
        foreach (var guess in Enumerable.Range(0, 50).Select(_ => Token.New()).Append("").Append(inquiry.Id.ToString()))
            Assert.Equal(HttpStatusCode.NotFound, (await _bea.Follows(inquiry.Id, guess)).StatusCode);
    }

    [Fact]
    public async Task A_thousand_inquiries_to_one_address_are_one_mail()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 1_000),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, _) => await _world.Visitor("Mallory").Inquires(_blueDoor, "victor@example.com", $"{i}").Waits()
        );
        // Mails leave in the order in which they were caused.
        await _world.Visitor("Kim").Inquires(_blueDoor, "kim@example.com", "Hello").Waits();
        await _world.MailTo("kim@example.com");

        Assert.Single(_world.MailsTo("victor@example.com"));
        Assert.Empty(await Inbox(_bea));
    }

    [Fact]
    public async Task Whoever_has_the_address_the_answer_is_the_same()
    {
        await Account("bea@example.com");
        var first = await _world.Visitor("Kim").Inquires(_blueDoor, "kim@example.com", "Hello").Waits();
        await _world.Proves("kim@example.com", first.Id);

        var shapes = new List<string>();
        foreach (var email in new[] { "bea@example.com", "kim@example.com", "nobody@example.com" })
        {
            var answer = await _world.Visitor("Mallory").Inquires(_blueDoor, email, "Hello");
            var members = await answer.Content.ReadFromJsonAsync<Dictionary<string, JsonElement>>();
            shapes.Add($"{answer.StatusCode} {members!["state"]} {string.Join(',', members.Keys)}");
        }

        Assert.Single(shapes.Distinct());
    }

    [Fact]
    [Covers("S3-6")]
    public async Task Signing_up_with_the_proven_address_keeps_the_conversation_and_ends_the_guest()
    {
        var inquiry = await _world.Visitor("Kim").Inquires(_blueDoor, "kim@example.com", "Hello").Waits();
        var guest = await _world.Proves("kim@example.com", inquiry.Id);
        var row = await Appears(_bea);

        var kim = await Account("kim@example.com");

        Assert.Equal([row.ConversationId], (await Inbox(kim)).Select(mine => mine.ConversationId));
        await kim.Says("It is me.", row.ConversationId);
        Assert.Equal(HttpStatusCode.Unauthorized, (await guest.Gets("/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await kim.Gets("/businesses")).StatusCode);
    }

    [Fact]
    public async Task Who_has_an_account_signs_in_to_see_what_he_asked_as_a_guest()
    {
        var kim = await Account("kim@example.com");
        var inquiry = await _world.Visitor("Kim").Inquires(_blueDoor, "kim@example.com", "Hello").Waits();

        var opened = await _world.Proves("kim@example.com", inquiry.Id);
        var row = await Appears(_bea);

        Assert.Equal(HttpStatusCode.Unauthorized, (await opened.Gets("/me")).StatusCode);
        Assert.Equal([row.ConversationId], (await Inbox(kim)).Select(mine => mine.ConversationId));
    }

    [Fact]
    public async Task The_link_works_once_and_sends_only_what_was_chosen()
    {
        var wanted = await _world.Visitor("Kim").Inquires(_blueDoor, "kim@example.com", "Mine").Waits();
        await _world.Visitor("Mallory").Inquires(_blueDoor, "kim@example.com", "Not his").Waits();
        var token = Outbox.TokenIn(await _world.MailTo("kim@example.com"));

        await _world.Proves("kim@example.com", wanted.Id, Guid.CreateVersion7());
        var again = await _world.Visitor().Posts($"/links/{token}", new { send = new[] { wanted.Id } });

        var row = await Appears(_bea);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(["Mine"], Spoken(await _bea.History(row.ConversationId)));
    }

    [Fact]
    public async Task A_guest_takes_part_in_his_conversations_and_does_nothing_else()
    {
        var inquiry = await _world.Visitor("Kim").Inquires(_blueDoor, "kim@example.com", "Hello").Waits();
        var kim = await _world.Proves("kim@example.com", inquiry.Id);
        await Appears(_bea);

        Assert.Equal(HttpStatusCode.OK, (await kim.Gets("/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await kim.Gets("/sync")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await kim.Posts("/live/ticket")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await kim.Gets("/search/messages?q=hello")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await kim.Gets("/businesses")).StatusCode);
        var password = new { current = Password, password = Password };
        Assert.Equal(HttpStatusCode.Forbidden, (await kim.Puts("/me/password", password)).StatusCode);
        var invitation = new { email = "x@example.com", role = "agent" };
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await kim.Posts($"/businesses/{_blueDoor.Id}/invitations", invitation)).StatusCode
        );
    }

    [Fact]
    public async Task A_guest_comes_back_by_a_new_link_and_nobody_learns_whose_address_is_known()
    {
        var inquiry = await _world.Visitor("Kim").Inquires(_blueDoor, "kim@example.com", "Hello").Waits();
        await _world.Proves("kim@example.com", inquiry.Id);
        await Account("bea@example.com");
        var row = await Appears(_bea);

        foreach (var email in new[] { "nobody@example.com", "bea@example.com", "kim@example.com" })
        {
            var asked = await _world.Visitor().Posts("/guest-links", new { email });
            Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
            Assert.Empty(await asked.Content.ReadAsStringAsync());
        }
        await _world.MailTo("kim@example.com", count: 2);
        var kim = await _world.Proves("kim@example.com");

        Assert.Equal([row.ConversationId], (await Inbox(kim)).Select(mine => mine.ConversationId));
        Assert.Empty(_world.MailsTo("nobody@example.com"));
        Assert.Single(_world.MailsTo("bea@example.com"));
    }

    [Theory]
    [InlineData("signed_in", "sign_in_required")]
    [InlineData("buyers", "sign_in_required")]
    [InlineData("closed", "closed")]
    public async Task Where_guests_may_not_write_they_are_told_what_to_do(string policy, string reason)
    {
        await _shop.Sets(new { general = policy });

        var answer = await _world.Visitor("Kim").Inquires(_blueDoor, "kim@example.com", "Hello");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            ("contact_not_allowed", reason),
            (problem.GetProperty("code").GetString(), problem.GetProperty("reason").GetString())
        );
    }

    [Fact]
    public async Task What_was_proven_too_late_is_refused_with_the_reason()
    {
        var inquiry = await _world.Visitor("Kim").Inquires(_blueDoor, "kim@example.com", "Hello").Waits();
        await _shop.Sets(new { general = "closed" });

        await _world.Proves("kim@example.com", inquiry.Id);

        var view = await Eventually.Is(
            async () => await (await _world.Visitor().Follows(inquiry.Id, inquiry.Key)).Read<InquiryView>(),
            seen => seen.State != InquiryState.WaitsForProof
        );
        Assert.Equal((InquiryState.Refused, "closed"), (view.State, view.Refusal));
        Assert.Empty(await Inbox(_bea));
    }

    [Theory]
    [InlineData("email", "not an address")]
    [InlineData("phone", "12")]
    [InlineData("phone", "+351 912 345 678 901 22")]
    [InlineData("name", 256)]
    [InlineData("subject", 256)]
    [InlineData("message.body", 501)]
    [Covers("S3-12", "S3-14", "S3-15", "S3-16", "S2-63")]
    public async Task What_cannot_be_is_refused_by_field(string field, object given)
    {
        var value = given is int length ? new string('x', length) : (string)given;
        string Given(string name, string otherwise) => name == field ? value : otherwise;

        var answer = await _world
            .Visitor(Given("name", "Kim"))
            .Inquires(
                _blueDoor,
                Given("email", "kim@example.com"),
                Given("message.body", "Hello"),
                subject: Given("subject", "An offer"),
                phone: Given("phone", "+351912345678")
            );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Who_says_nothing_of_himself_is_told_that_he_is_signed_out()
    {
        var asked = new
        {
            businessId = _blueDoor.Id,
            message = new { clientId = Guid.CreateVersion7(), body = "Is it blue?" },
        };

        Assert.Equal("unauthenticated", await _world.Visitor().Posts("/inquiries", asked).Code());
    }

    [Fact]
    [Covers("S3-12", "S3-14", "S2-63")]
    public async Task As_much_as_fits_is_taken()
    {
        var name = new string('n', 255);
        var subject = new string('s', 255);
        var body = new string('b', 500);

        await _world.Visitor(name).Inquires(_blueDoor, "kim@example.com", body, subject: subject).Waits();

        var mail = await _world.MailTo("kim@example.com");
        var link = await _world.Visitor().Gets($"/links/{Outbox.TokenIn(mail)}").Read<LinkView>();
        var waiting = Assert.Single(link.Waiting!);
        Assert.Equal((body, subject), (waiting.Body, waiting.Subject));
    }

    /// <summary>Bea's is that of her business.</summary>
    private async Task<IReadOnlyList<InboxRowView>> Inbox(Person person) =>
        (
            await person
                .Gets(person == _bea ? $"/conversations?as={_blueDoor.Id}" : "/conversations")
                .Read<Page<InboxRowView>>()
        ).Items;

    private async Task<InboxRowView> Appears(Person person) =>
        (await Eventually.Is(() => Inbox(person), rows => rows.Count > 0))[0];

    private static IEnumerable<string?> Spoken(Page<MessageView> history) =>
        history.Items.Where(message => message.Kind == MessageKind.Text).Select(message => message.Body);

    private async Task<Person> Account(string email)
    {
        var before = _world.MailsTo(email).Count;
        await _world
            .Visitor()
            .Posts(
                "/people",
                new
                {
                    name = "Kim",
                    email,
                    password = Password,
                }
            );
        var token = Outbox.TokenIn(await _world.MailTo(email, before + 1));
        var used = await _world.Visitor().Posts($"/links/{token}", new { password = Password });
        Assert.True(used.IsSuccessStatusCode, await used.Content.ReadAsStringAsync());
        var person = _world.Visitor("Kim");
        person.Http.DefaultRequestHeaders.Add("Cookie", used.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);

        return person;
    }
}
