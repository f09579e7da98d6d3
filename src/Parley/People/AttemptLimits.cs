using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Events;
using Parley.Kernel;

namespace Parley.People;

/// <summary>What is limited, for each key within a sliding window.</summary>
/// <param name="Name">The same at every node, and no other's.</param>
internal sealed record AttemptRule(string Name, TimeSpan Window);

internal static class AttemptRules
{
    public static void LimitAttempts(this IServiceCollection services, params AttemptRule[] rules)
    {
        foreach (var rule in rules)
            services.AddSingleton(rule);
    }
}

/// <summary>
/// Limits on what strangers may try, each over all nodes: what one node lets through counts at the others once they hear of it,
/// in about a tenth of a second. A restart forgets it.
/// </summary>
internal sealed class AttemptLimits(IEnumerable<AttemptRule> rules, INodeBus bus, Clock clock) : IHostedService
{
    private const string Signal = "attempt";

    // Of all rules from the start on: others may try before anybody has here.
    private readonly FrozenDictionary<string, SlidingLimit<Guid>> _attempts = rules.ToFrozenDictionary(
        rule => rule.Name,
        rule => new SlidingLimit<Guid>(rule.Window, clock)
    );

    public AttemptLimit Of(AttemptRule rule, int maxCount) =>
        new(
            maxCount,
            _attempts[rule.Name],
            (key, isTaken) => bus.Publish(Signal, new Attempt(rule.Name, key, isTaken))
        );

    public Task StartAsync(CancellationToken cancellationToken)
    {
        bus.Listen(Signal, said => Hear(said.Deserialize<Attempt>()!));

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Hear(Attempt attempt)
    {
        // A node of another version may have other rules.
        if (!_attempts.TryGetValue(attempt.Rule, out var attempts))
            return;
        if (attempt.IsTaken)
            attempts.Count(attempt.Key);
        else
            attempts.GiveBack(attempt.Key);
    }

    private sealed record Attempt(string Rule, Guid Key, bool IsTaken);
}

/// <summary>So many attempts within a sliding window, for each key.</summary>
internal sealed class AttemptLimit(int maxCount, SlidingLimit<Guid> attempts, Action<Guid, bool> tell)
{
    /// <summary>Counts an attempt.</summary>
    /// <exception cref="RuleBrokenException"><see cref="Problem.RateLimited"/>, and nothing was counted.</exception>
    public void Take(string key) => TakeAll((this, key));

    /// <summary>Counts an attempt with several limits, or with none.</summary>
    /// <inheritdoc cref="Take" path="/exception"/>
    public static void TakeAll(params (AttemptLimit Limit, string Key)[] keys)
    {
        var hashed = Array.ConvertAll(keys, key => (key.Limit, Key: HashOf(key.Key)));
        for (var taken = 0; taken < hashed.Length; taken++)
            if (hashed[taken].Limit.TakeHere(hashed[taken].Key) is { } wait)
            {
                foreach (var (limit, key) in hashed.Take(taken))
                    limit.GiveBackHere(key);

                throw new RuleBrokenException(Problem.RateLimited) { RetryAfter = wait };
            }

        // Of what is refused the other nodes need not hear: else who is refused could make them hear of nothing else.
        foreach (var (limit, key) in hashed)
            limit.Tell(key, isTaken: true);
    }

    /// <summary>Takes back the last attempt, because it turned out well.</summary>
    public void GiveBack(string key)
    {
        var hash = HashOf(key);
        GiveBackHere(hash);
        Tell(hash, isTaken: false);
    }

    private TimeSpan? TakeHere(Guid key) => attempts.Take(key, maxCount);

    private void GiveBackHere(Guid key) => attempts.GiveBack(key);

    private void Tell(Guid key, bool isTaken) => tell(key, isTaken);

    /// <summary>Keys are addresses of people and networks; between the nodes no one needs to read them.</summary>
    private static Guid HashOf(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
}
