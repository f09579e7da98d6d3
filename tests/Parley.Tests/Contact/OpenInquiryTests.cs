using System.Net;
using Parley.Contact.Inquiries;
using Parley.Messages;
using Parley.Tests.Conversations;
using Parley.Tests.Outbound;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

/// <summary>What people without an account ask where the shop hears everybody at once.</summary>
public sealed class OpenInquiryTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private TestBusiness _blueDoor = null!;
    private Person _bea = null!;

    public async ValueTask InitializeAsync()
    {
        var shop = await world.Shop($"Open {Guid.NewGuid():N}");
        _blueDoor = await world.Business("Blue Door Ceramics", shop);
        _bea = await world.Member(_blueDoor, "Bea");
        await shop.Sets(new { general = "anyone" });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_business_hears_a_guest_at_once_and_his_key_goes_on_until_he_gives_it_up()
    {
        var visitor = world.Visitor("Kim");
        var answer = await visitor.Inquires(_blueDoor, "kim@example.com", "Hello", phone: "+351 912 345 678");
        var sent = await answer.Read<InquiryView>();
        var kim = visitor.With(sent.Key!);
        await kim.Says("Are you there?", sent.ConversationId!.Value);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(
            ["Hello", "Are you there?"],
            (await _bea.History(sent.ConversationId.Value))
                .Items.Where(message => message.Kind == MessageKind.Text)
                .Select(message => message.Body)
        );
        Assert.Empty(world.MailsTo("kim@example.com"));
        Assert.Equal(HttpStatusCode.NoContent, (await kim.Deletes("/session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await kim.Gets("/me")).StatusCode);
    }

    [Fact]
    public async Task In_a_browser_a_guest_who_is_heard_at_once_is_let_in_and_sees_what_he_asked_alone()
    {
        var (kim, lu) = (world.Visitor("Kim"), world.Visitor("Lu"));
        var asked = new List<InquiryView>();
        foreach (var visitor in new[] { kim, lu })
        {
            visitor.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
            var answer = await visitor.Inquires(_blueDoor, "kim@example.com", $"Hello from {visitor.Name}");
            asked.Add(await answer.Read<InquiryView>());
            visitor.Http.DefaultRequestHeaders.Add(
                "Cookie",
                answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]
            );
        }

        Assert.Equal(HttpStatusCode.OK, (await kim.Gets($"/conversations/{asked[0].ConversationId}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await kim.Gets($"/conversations/{asked[1].ConversationId}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lu.Gets($"/conversations/{asked[0].ConversationId}")).StatusCode);
    }
}
