using Parley.Contact;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.Storage;

namespace Parley.Demo;

/// <summary>
/// Fills an empty installation with a shop, its people and six weeks of their talk, through the use cases that the doors call, so
/// that everything that holds for real data holds here. Complete or interrupted, running it again adds only what is missing.
/// </summary>
internal static class SeedDemo
{
    /// <param name="server">Built and prepared, not started.</param>
    /// <param name="settings">Those of the server.</param>
    /// <exception cref="NotDemoException">There is real data, which stays as it is.</exception>
    public static async Task<DemoMark> Run(
        WebApplication server,
        string[] settings,
        CancellationToken cancellationToken
    )
    {
        var clock = server.Services.GetRequiredService<Clock>();
        var mark =
            await server
                .Services.GetRequiredService<Database>()
                .Write(work => DemoMark.Ensure(work, clock.Now), cancellationToken)
            ?? throw new NotDemoException();
        if (mark.IsComplete)
            return mark;

        // A host of its own, whose time is the story's; it takes no requests.
        var time = new SeedTime { Now = mark.BeganAt - DemoTimes.Story };
        await using var host = Server.Build(settings, services => services.AddSingleton<TimeProvider>(time));
        await Server.Prepare(host, cancellationToken);

        return await Tell(host.Services, mark, time, cancellationToken);
    }

    private static async Task<DemoMark> Tell(
        IServiceProvider services,
        DemoMark mark,
        SeedTime time,
        CancellationToken cancellationToken
    )
    {
        var database = services.GetRequiredService<Database>();
        var people = services.GetRequiredService<SeedPeople>();
        var commerce = services.GetRequiredService<SeedCommerce>();
        var log = services.GetRequiredService<MessageLog>();
        await people.Run(mark, cancellationToken);
        await commerce.Offers(mark, cancellationToken);
        var actors = await people.Actors(mark, cancellationToken);
        var turns = new Turns(database, mark);
        var stage = StageOf(services, database);
        var talks = Screenplay.All().SelectMany(play => Steps(new PlayTalk(play, stage, actors, commerce, turns)));
        IEnumerable<StoryStep> Steps(PlayTalk talk) => talk.Steps(mark.BeganAt);

        await log.StartAsync(cancellationToken);
        // Everything in the order in which it happened, over all conversations; the sort keeps the order of equals.
        foreach (var step in commerce.Orders(mark).Concat(talks).OrderBy(step => step.At))
        {
            time.Now = step.At;
            await step.Run(cancellationToken);
        }
        await log.StopAsync(cancellationToken);
        await OpenToGuests(database, mark);

        return await turns.Complete(cancellationToken);
    }

    /// <summary>Who has no account may ask about a listing, so that this can be tried too.</summary>
    private static Task OpenToGuests(Database database, DemoMark mark) =>
        database.Write(async work =>
        {
            var before = await ContactPolicies.Of(work, mark.ShopRow);
            await (before with { Listing = ContactPolicy.VerifiedEmail }).Store(work, mark.ShopRow, before);
        });

    private static Stage StageOf(IServiceProvider services, Database database) =>
        new(
            services.GetRequiredService<StartConversation>(),
            services.GetRequiredService<SendMessage>(),
            services.GetRequiredService<MarkRead>(),
            services.GetRequiredService<Cursors>(),
            services.GetRequiredService<ChangeStatus>(),
            services.GetRequiredService<InboxState>(),
            database
        );
}
