using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;

namespace Parley.Bench;

/// <summary>What the server would do if storing cost nothing: same hub, seats, limits, frames and receivers, a counter for a log.</summary>
internal static class Ceiling
{
    public static async Task<int> Serve(string[] settings)
    {
        await using var server = Server.Build(settings, services => services.AddSingleton<MessageLog, CountedLog>());
        await Server.Prepare(server, default);
        await server.RunAsync();

        return 0;
    }

    private sealed class CountedLog(
        ILogStore store,
        Clock clock,
        ConversationCache conversations,
        IEnumerable<IShowCommitted> shows,
        Parley.Events.INodeBus bus,
        ILogger<MessageLog> logger
    ) : MessageLog(store, clock, conversations, shows, bus, logger)
    {
        private readonly IShowCommitted[] _shows = [.. shows];
        private readonly Clock _clock = clock;
        private readonly ConversationCache _conversations = conversations;
        private long _count;

        public override async Task<Sent> Append(Draft draft, string? origin = null)
        {
            var facts = await _conversations.Get(draft.ConversationRow, default);
            var number = Interlocked.Increment(ref _count);
            var now = _clock.Now;
            var message = new Message
            {
                RowId = number,
                Id = Ids.New(now),
                ConversationRow = draft.ConversationRow,
                AudienceRow = 1,
                Seq = number,
                Kind = draft.Kind,
                Channel = draft.Channel,
                SenderRole = draft.Sender.Role,
                SenderRow = draft.Sender.PersonRow,
                SenderBusinessRow = draft.Sender.BusinessRow,
                ClientId = draft.ClientId,
                SentAt = now,
                ReplyTo = draft.ReplyTo,
                Body = draft.Body,
                Data = draft.Data,
            };
            foreach (var show in _shows)
                show.Show([new Committed(message, draft.Sender, draft.Audience, facts.Id, origin)]);

            return new Sent(message, IsRepeat: false);
        }
    }
}
