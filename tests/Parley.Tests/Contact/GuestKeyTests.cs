using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.Contact.Inquiries;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

/// <summary>How long what a guest was given opens anything: to the hour, not until somebody sweeps.</summary>
public sealed class GuestKeyTests : IAsyncLifetime
{
    private readonly LaterTime _time = new();
    private readonly World _world;
    private TestBusiness _blueDoor = null!;
    private Person _kim = null!;

    public GuestKeyTests() => _world = new World { Replace = services => services.AddSingleton<TimeProvider>(_time) };

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _blueDoor = await _world.Business();
        _kim = _world.Visitor("Kim");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task What_waits_for_its_proof_is_gone_after_a_day()
    {
        await _blueDoor.Shop.Sets(new { general = "verified_email" });
        var inquiry = await _kim.Inquires(_blueDoor, "kim@example.com", "Is it blue?").Waits();
        _time.Add(TimeSpan.FromHours(23));
        Assert.Equal(HttpStatusCode.OK, (await _kim.Follows(inquiry.Id, inquiry.Key)).StatusCode);

        _time.Add(TimeSpan.FromHours(2));

        Assert.Equal(HttpStatusCode.NotFound, (await _kim.Follows(inquiry.Id, inquiry.Key)).StatusCode);
    }

    [Fact]
    public async Task The_key_of_what_was_sent_at_once_opens_it_and_the_conversation_for_ninety_days()
    {
        await _blueDoor.Shop.Sets(new { general = "anyone" });
        var sent = await (await _kim.Inquires(_blueDoor, "kim@example.com", "Is it blue?")).Read<InquiryView>();
        var conversation = sent.ConversationId!.Value;
        var kim = _world.Visitor("Kim").With(sent.Key!);
        _time.Add(TimeSpan.FromDays(89));
        Assert.Equal(HttpStatusCode.OK, (await _kim.Follows(sent.Id, sent.Key)).StatusCode);
        await kim.Says("Hello?", conversation);

        _time.Add(TimeSpan.FromDays(2));

        Assert.Equal(HttpStatusCode.NotFound, (await _kim.Follows(sent.Id, sent.Key)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await kim.Gets($"/conversations/{conversation}")).StatusCode);
    }
}
