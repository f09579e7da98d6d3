using Parley.Audit;
using Parley.Storage;

namespace Parley.People;

/// <summary>
/// Who speaks for a business. Each change raises the person's access version in the same transaction; the caller announces it
/// to <see cref="AccessChanges"/> after the commit.
/// </summary>
public static class Members
{
    /// <summary>Makes the person a member in this role, also when he was one before in another.</summary>
    /// <param name="by">Who made him one; the system if nobody is named.</param>
    /// <returns>False when he was that already, so nothing changed.</returns>
    public static async Task<bool> Join(
        Work work,
        long businessRow,
        long personRow,
        MemberRole role,
        DateTimeOffset now,
        AuditActor? by = null
    )
    {
        var changed = await work.Execute(
            """
            INSERT INTO member (business_row, person_row, role, joined_at)
            VALUES (@businessRow, @personRow, @role, @now)
            ON CONFLICT (business_row, person_row) DO UPDATE SET role = excluded.role, left_at = NULL,
                joined_at = CASE WHEN member.left_at IS NULL THEN member.joined_at ELSE excluded.joined_at END
            WHERE member.role <> excluded.role OR member.left_at IS NOT NULL
            """,
            new
            {
                businessRow,
                personRow,
                role,
                now,
            }
        );
        if (changed == 1)
            await Changed(
                work,
                new AuditEntry("member.joined", by ?? AuditActor.System, now)
                {
                    BusinessRow = businessRow,
                    Data = new { role },
                },
                personRow
            );

        return changed == 1;
    }

    /// <returns>False when he is no member, so nothing changed.</returns>
    public static async Task<bool> Leave(Work work, long businessRow, long personRow, DateTimeOffset now, AuditActor by)
    {
        var changed = await work.Execute(
            """
            UPDATE member SET left_at = @now
            WHERE business_row = @businessRow AND person_row = @personRow AND left_at IS NULL
            """,
            new
            {
                businessRow,
                personRow,
                now,
            }
        );
        if (changed == 1)
            await Changed(work, new AuditEntry("member.left", by, now) { BusinessRow = businessRow }, personRow);

        return changed == 1;
    }

    private static async Task Changed(Work work, AuditEntry entry, long personRow)
    {
        await Persons.AccessChanged(work, personRow);
        await AuditLog.Record(work, entry with { Subject = await Persons.IdOf(work, personRow) });
    }

    /// <summary>The person's role in the business; null when he is no member.</summary>
    public static Task<MemberRole?> RoleOf(Work work, long businessRow, long personRow) =>
        work.One<MemberRole?>(
            "SELECT role FROM member WHERE business_row = @businessRow AND person_row = @personRow AND left_at IS NULL",
            new { businessRow, personRow }
        );

    /// <summary>Makes what is known of the members old, because their business changed.</summary>
    /// <returns>The rows of the members, to be announced after the commit.</returns>
    public static Task<IReadOnlyList<long>> Refresh(Work work, long businessRow) =>
        work.Query<long>(
            """
            UPDATE person SET access_version = access_version + 1
            WHERE row_id IN (SELECT person_row FROM member WHERE business_row = @businessRow AND left_at IS NULL)
            RETURNING row_id
            """,
            new { businessRow }
        );

    /// <summary>The owners, who stay owners until this transaction ends, so that two cannot both leave as the last but one.</summary>
    public static Task<IReadOnlyList<long>> LockOwners(Work work, long businessRow) =>
        work.Query<long>(
            "SELECT person_row FROM member WHERE business_row = @businessRow AND role = 1 AND left_at IS NULL"
                + (work.OnPostgres ? " ORDER BY person_row FOR UPDATE" : ""),
            new { businessRow }
        );
}
