using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

/// <summary>A business as one of its members has it.</summary>
public sealed class BusinessOfActor
{
    public long RowId { get; init; }
    public string Name { get; init; } = "";
    public MemberRole Role { get; init; }

    /// <summary>The guarded load: null when there is no such business or the actor is no member of it.</summary>
    public static Task<BusinessOfActor?> Find(Work work, Actor actor, Guid businessId) =>
        work.One<BusinessOfActor>(
            """
            SELECT business.row_id, business.name, member.role
            FROM business JOIN member ON member.business_row = business.row_id
            WHERE business.id = @businessId AND member.person_row = @PersonRow AND member.left_at IS NULL
            """,
            new { businessId, actor.PersonRow }
        );

    /// <exception cref="RuleBrokenException"><see cref="Problem.Forbidden"/>: agents answer customers, owners run the team.</exception>
    public void RequireMayRunTeam() => RuleBrokenException.Unless(Role == MemberRole.Owner, Problem.Forbidden);
}
