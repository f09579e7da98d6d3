using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Commerce;
using Parley.Contact;
using Parley.Contact.Inquiries;
using Parley.Kernel;
using Parley.Outbound;
using Parley.People;
using Parley.People.Links;
using Parley.Storage;
using Parley.Tests.Contact;
using Parley.Tests.Outbound;
using Parley.Tests.Storage;

namespace Parley.Tests.People;

/// <summary>
/// Whether an address is known can be told neither from an answer nor from the work that it takes: the same statements, in the same
/// order, whoever has it.
/// </summary>
public sealed class WhoIsKnownTests : IAsyncLifetime
{
    private static readonly string[] Emails = ["account@example.com", "guest@example.com", "nobody@example.com"];

    private readonly World _world = new();
    private TestBusiness _blueDoor = null!;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _blueDoor = await _world.Business();
        await _blueDoor.Shop.Sets(new { general = "verified_email" });
        // The first mail of an installation makes its key, whoever it is to.
        await _world.Mails(new Mail("first@example.com", "First", "First"));
        await _world.Write(
            async (work, now) =>
            {
                await Prove(work, await Persons.Insert(work, "Kim", now), Emails[0], now);

                return await Prove(work, await Persons.InsertGuest(work, "Kim", now), Emails[1], now);
            }
        );
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("/people")]
    [InlineData("/password-resets")]
    [InlineData("/guest-links")]
    [InlineData("/inquiries")]
    public async Task The_answer_does_not_tell(string path)
    {
        var answers = new List<string>();
        foreach (var email in Emails)
            answers.Add(
                await LinkGuessTests.Masked(
                    path == "/inquiries"
                        ? await _world.Visitor("Mallory").Inquires(_blueDoor, email, "Hello")
                        : await _world
                            .Visitor("Mallory")
                            .Posts(
                                path,
                                new
                                {
                                    name = "Mallory",
                                    email,
                                    password = "correct horse battery",
                                }
                            )
                )
            );

        Assert.StartsWith("Accepted", Assert.Single(answers.Distinct()));
    }

    [Fact]
    public Task Nor_does_the_work_of_signing_up() =>
        AssertSameWork(
            (database, email) =>
                new SignUp(database, The<Passwords>(), The<MailLimits>(), The<LinkMails>(), The<Clock>()).Run(
                    new SignUpRequest("Mallory", email, "correct horse battery"),
                    "192.0.2.1",
                    default
                )
        );

    [Fact]
    public Task Nor_does_the_work_of_asking_for_a_new_password() =>
        AssertSameWork((database, email) => Links(database).ResetPassword(email, "192.0.2.1", default));

    [Fact]
    public Task Nor_does_the_work_of_asking_for_a_guests_link() =>
        AssertSameWork((database, email) => Links(database).Return(email, "192.0.2.1", default));

    /// <summary>Twice: whether somebody has asked with this address before is not told either.</summary>
    [Fact]
    public Task Nor_does_the_work_of_an_inquiry() =>
        AssertSameWork(
            (database, email) =>
                new SendInquiry(
                    database,
                    The<StartConversation>(),
                    The<InquiryMails>(),
                    The<IOptions<ContactOptions>>(),
                    The<AttemptLimits>(),
                    The<Clock>()
                ).Run(
                    new Visit(null, "192.0.2.1", Parley.Tests.People.Cast.Device),
                    new SendInquiryRequest(
                        _blueDoor.Id,
                        new InquiryMessage(Guid.CreateVersion7(), "Hello"),
                        Name: "Mallory",
                        Email: email
                    ),
                    isInBrowser: true,
                    default
                ),
            times: 2
        );

    private async Task AssertSameWork(Func<Database, string, Task> ask, int times = 1)
    {
        var done = new List<string>();
        foreach (var email in Emails)
            for (var time = 0; time < times; time++)
            {
                var counted = new CountedDatabase(_world.Database);
                await ask(counted, email);
                done.Add(string.Join("\n\n", counted.Statements));
            }

        // One by one: a difference is to be seen.
        Assert.All(done, work => Assert.Equal(done[^1], work));
        Assert.Contains("INSERT INTO effect", done[^1]);
    }

    private MailLink Links(Database database) => new(database, The<MailLimits>(), The<LinkMails>(), The<Clock>());

    private T The<T>()
        where T : notnull => _world.Services.GetRequiredService<T>();

    private static Task<bool> Prove(Work work, long personRow, string email, DateTimeOffset now) =>
        Persons.AddIdentity(work, personRow, Persons.Installation, new(IdentityKind.Email, email, true), now);
}
