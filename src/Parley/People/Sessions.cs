using Parley.Audit;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

/// <summary>How a session travels. The numbers stand in the database.</summary>
public enum SessionKind
{
    Cookie = 1,
    Bearer = 2,
}

/// <summary>A session that has just begun. The token is shown this once and stored only as its hash.</summary>
public sealed record StartedSession(string Token, DateTimeOffset ExpiresAt);

/// <summary>Who is signed in, on which device.</summary>
internal sealed class Sessions(Database database, Clock clock, AccessChanges changes)
{
    /// <summary>A cookie session ends when it was not used for so long.</summary>
    public static readonly TimeSpan CookieLifetime = TimeSpan.FromDays(30);

    /// <summary>The key of a guest whose address nobody has proven; who has proven one gets a cookie.</summary>
    public static readonly TimeSpan GuestLifetime = TimeSpan.FromDays(90);

    /// <summary>A shop's app exchanges a new identity token when this is over.</summary>
    public static readonly TimeSpan BearerLifetime = TimeSpan.FromHours(8);

    public static async Task<StartedSession> Start(
        Work work,
        SessionKind kind,
        long personRow,
        long shopRow,
        Caller caller,
        DateTimeOffset now
    )
    {
        var token = Token.New();
        var expiresAt = now + (kind == SessionKind.Cookie ? CookieLifetime : BearerLifetime);
        await Insert(work, kind, token, personRow, shopRow, caller, now, expiresAt);

        return new StartedSession(token, expiresAt);
    }

    /// <summary>Lets the key of a guest's inquiry act for him, as a bearer token.</summary>
    public static Task StartGuest(Work work, string key, long personRow, Caller caller, DateTimeOffset now) =>
        Insert(
            work,
            SessionKind.Bearer,
            key,
            personRow,
            Persons.Installation,
            caller,
            now,
            expiresAt: now + GuestLifetime
        );

    private static async Task Insert(
        Work work,
        SessionKind kind,
        string token,
        long personRow,
        long shopRow,
        Caller caller,
        DateTimeOffset now,
        DateTimeOffset expiresAt
    )
    {
        var row = await work.One<long>(
            """
            INSERT INTO session (token_hash, kind, person_row, shop_row, user_agent, created_at, expires_at)
            VALUES (@hash, @kind, @personRow, @shopRow, @UserAgent, @now, @expiresAt) RETURNING row_id
            """,
            new
            {
                hash = Token.Hash(token),
                kind,
                personRow,
                shopRow,
                caller.UserAgent,
                now,
                expiresAt,
            }
        );

        var by = AuditActor.Of(personRow, await Traces.Ensure(work, row, caller, now), shopRow);
        await AuditLog.Record(work, new AuditEntry("session.started", by, now) { Data = new { kind } });
    }

    /// <summary>Null when there is no such session, it is over, or its person is banned.</summary>
    public Task<Known?> Find(string token, CancellationToken cancellationToken) =>
        Find("session.token_hash = @key", Token.Hash(token), cancellationToken);

    /// <inheritdoc cref="Find(string, CancellationToken)"/>
    public Task<Known?> Find(long sessionRow, CancellationToken cancellationToken) =>
        Find("session.row_id = @key", sessionRow, cancellationToken);

    private async Task<Known?> Find(string where, object key, CancellationToken cancellationToken)
    {
        var row = await database.Read(
            work =>
                work.One<SessionRow>(
                    $"""
                    SELECT session.row_id, session.kind, session.shop_row, session.expires_at,
                        person.row_id AS person_row, person.id, person.name, person.is_admin, person.is_guest, person.access_version
                    FROM session JOIN person ON person.row_id = session.person_row
                    WHERE {where} AND session.ended_at IS NULL AND session.expires_at > @now AND person.banned_at IS NULL
                    """,
                    new { key, now = clock.Now }
                ),
            cancellationToken
        );

        return row is null ? null : new Known(row.Actor, row.Kind, row.ExpiresAt);
    }

    /// <summary>Lets a cookie session last from now on.</summary>
    public Task Extend(long sessionRow, CancellationToken cancellationToken) =>
        database.Write(
            work =>
                work.Execute(
                    "UPDATE session SET expires_at = @until WHERE row_id = @sessionRow AND ended_at IS NULL",
                    new { sessionRow, until = clock.Now + CookieLifetime }
                ),
            cancellationToken
        );

    /// <summary>Signs the actor out here.</summary>
    public async Task End(Actor actor, CancellationToken cancellationToken)
    {
        await database.Write(
            async work =>
            {
                var now = clock.Now;
                var ended = await work.Execute(
                    "UPDATE session SET ended_at = @now WHERE row_id = @SessionRow AND ended_at IS NULL",
                    new { actor.SessionRow, now }
                );
                if (ended == 1)
                    await AuditLog.Record(work, new AuditEntry("session.ended", AuditActor.Of(actor), now));
            },
            cancellationToken
        );
        changes.SessionEnded(actor.SessionRow);
    }

    /// <summary>Signs the actor out everywhere.</summary>
    public async Task EndAll(Actor actor, CancellationToken cancellationToken)
    {
        var ended = await database.Write(
            async work =>
            {
                var now = clock.Now;
                await AuditLog.Record(work, new AuditEntry("sessions.ended", AuditActor.Of(actor), now));

                return await EndAll(work, actor.PersonRow, now);
            },
            cancellationToken
        );
        Announce(ended);
    }

    /// <param name="except">The session that goes on; 0 for none.</param>
    /// <returns>The rows of the sessions that ended, to be announced after the commit.</returns>
    public static Task<IReadOnlyList<long>> EndAll(Work work, long personRow, DateTimeOffset now, long except = 0) =>
        work.Query<long>(
            """
            UPDATE session SET ended_at = @now
            WHERE person_row = @personRow AND ended_at IS NULL AND row_id <> @except RETURNING row_id
            """,
            new
            {
                personRow,
                now,
                except,
            }
        );

    public void Announce(IEnumerable<long> ended)
    {
        foreach (var sessionRow in ended)
            changes.SessionEnded(sessionRow);
    }

    private sealed class SessionRow
    {
        public long RowId { get; init; }
        public SessionKind Kind { get; init; }
        public long ShopRow { get; init; }
        public DateTimeOffset ExpiresAt { get; init; }
        public long PersonRow { get; init; }
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public bool IsAdmin { get; init; }
        public bool IsGuest { get; init; }
        public long AccessVersion { get; init; }

        // A shop's word never makes an admin: only who signed in at the installation itself can be one.
        public Actor Actor =>
            new(PersonRow, Id, Name, ShopRow, false, IsAdmin && ShopRow == 0, AccessVersion, RowId)
            {
                IsGuest = IsGuest,
            };
    }
}
