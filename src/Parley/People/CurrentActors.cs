using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

/// <summary>Who somebody is now, for what began when he was somebody a little different.</summary>
public sealed class CurrentActors(Database database, Clock clock)
{
    /// <returns>Null when he is banned or the session is over.</returns>
    public async Task<Actor?> Of(Actor actor, CancellationToken cancellationToken)
    {
        var row = await database.Read(
            work =>
                work.One<PersonRow>(
                    """
                    SELECT name, is_admin, is_guest, access_version FROM person
                    WHERE row_id = @PersonRow AND banned_at IS NULL AND (@SessionRow = 0 OR EXISTS (
                        SELECT 1 FROM session
                        WHERE row_id = @SessionRow AND ended_at IS NULL AND expires_at > @now
                    ))
                    """,
                    new
                    {
                        actor.PersonRow,
                        actor.SessionRow,
                        now = clock.Now,
                    }
                ),
            cancellationToken
        );

        return row is null
            ? null
            : actor with
            {
                Name = row.Name,
                IsAdmin = actor.IsAdmin && row.IsAdmin,
                IsGuest = row.IsGuest,
                AccessVersion = row.AccessVersion,
            };
    }

    private sealed class PersonRow
    {
        public string Name { get; init; } = "";
        public bool IsAdmin { get; init; }
        public bool IsGuest { get; init; }
        public long AccessVersion { get; init; }
    }
}
