using System.Diagnostics;
using Parley.Audit;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Links;

/// <summary>What a link does when it is used; <see cref="Do"/> answers who used it.</summary>
/// <param name="Action">The entry in the audit; null where what it does writes its own.</param>
internal sealed record LinkDeed(
    Func<Work, LinkUse, Task<LinkUser>> Do,
    string? Action = null,
    bool EndsSessions = false
);

/// <param name="SignsIn">False where the person has an account: its password does.</param>
internal readonly record struct LinkUser(long PersonRow, bool SignsIn)
{
    public static implicit operator LinkUser(long personRow) => new(personRow, SignsIn: true);
}

/// <summary>When a link is used, and from where.</summary>
internal sealed record LinkUse(DateTimeOffset At, long TraceRow)
{
    public AuditActor By(long personRow) => AuditActor.Of(personRow, TraceRow);
}

/// <summary>What each kind of link does, with what must hold before.</summary>
internal sealed class LinkDeeds(Passwords passwords, SignIn signIn, IWaitForProof waiting, AttemptLimits limits)
{
    public static readonly AttemptRule Guesses = new("link.guess", TimeSpan.FromMinutes(15));

    private readonly AttemptLimit _guesses = limits.Of(Guesses, maxCount: 10);

    public Task<LinkDeed> Prepare(
        Link link,
        UseLinkRequest request,
        Visit visit,
        CancellationToken cancellationToken
    ) =>
        link.Purpose switch
        {
            LinkPurpose.ProveEmail => ProveEmail(link.Content, request, visit, cancellationToken),
            LinkPurpose.ResetPassword => ResetPassword(link, request, cancellationToken),
            LinkPurpose.Invitation => Invitation(link.Content, request, visit, cancellationToken),
            LinkPurpose.Inquiry => Task.FromResult(Inquiry(link.Content, request)),
            LinkPurpose.Return => Task.FromResult(new LinkDeed((work, _) => Return(work, link.Content))),
            LinkPurpose.FirstAdmin => FirstAdminDeed(request, cancellationToken),
            _ => throw new UnreachableException($"Purpose {link.Purpose}."),
        };

    private async Task<LinkDeed> ProveEmail(
        LinkData data,
        UseLinkRequest request,
        Visit visit,
        CancellationToken cancellationToken
    )
    {
        _guesses.Take($"{data.Email} {visit.Source}");
        var password = Given(request.Password, "password");
        if (!await passwords.Holds(data.PasswordHash, password, cancellationToken))
            throw RuleBrokenException.Field("password", "Must be the password that was chosen at sign-up.");

        return new LinkDeed(
            (work, use) => Account(work, data.Email, data.Name!, data.PasswordHash!, use.At),
            "account.created",
            EndsSessions: true // a guest's
        );
    }

    private async Task<LinkDeed> ResetPassword(Link link, UseLinkRequest request, CancellationToken cancellationToken)
    {
        var hash = await passwords.Hash(Given(request.Password, "password"), cancellationToken);
        var personRow = link.PersonRow!.Value;

        return new LinkDeed(
            async (work, use) =>
            {
                await Link.Void(work, LinkPurpose.ResetPassword, personRow, use.At);
                await work.Execute(
                    "UPDATE person SET password_hash = @hash WHERE row_id = @personRow",
                    new { hash, personRow }
                );

                return personRow;
            },
            "password.reset",
            EndsSessions: true
        );
    }

    private async Task<LinkDeed> Invitation(
        LinkData data,
        UseLinkRequest request,
        Visit visit,
        CancellationToken cancellationToken
    )
    {
        if (visit.Actor is { PersonRow: not 0, IsGuest: false } actor)
            return new LinkDeed(async (work, use) => await Accept(work, data, actor.PersonRow, use));

        var password = Given(request.Password, "password");
        if (request.Name is not { } name)
        {
            var personRow = await signIn.Check(
                new SignInRequest(data.Email, password),
                visit.Source,
                cancellationToken
            );

            return new LinkDeed(async (work, use) => await Accept(work, data, personRow, use));
        }

        var hash = await passwords.Hash(password, cancellationToken);

        return new LinkDeed(
            async (work, use) =>
                await Accept(work, data, (await Account(work, data.Email, name, hash, use.At)).PersonRow, use),
            "account.created",
            EndsSessions: true // a guest's
        );
    }

    private async Task<LinkDeed> FirstAdminDeed(UseLinkRequest request, CancellationToken cancellationToken)
    {
        var name = Given(request.Name, "name");
        var email = Addresses.RequireEmail(Given(request.Email, "email"));
        var hash = await passwords.Hash(Given(request.Password, "password"), cancellationToken);

        return new LinkDeed(
            async (work, use) =>
            {
                // Using up the others too makes two who come at once wait for each other: only one becomes the first.
                await Link.Void(work, LinkPurpose.FirstAdmin, personRow: null, use.At);
                RuleBrokenException.Unless(!await FirstAdmin.Exists(work), Problem.StatusConflict);
                var personRow = (await Account(work, email, name, hash, use.At)).PersonRow;
                await work.Execute(
                    "UPDATE person SET is_admin = @yes WHERE row_id = @personRow",
                    new { yes = true, personRow }
                );

                return personRow;
            },
            "admin.created"
        );
    }

    /// <summary>Sends what the owner of the address chose of what waits, as the one who has proven it: a guest, or an account.</summary>
    private LinkDeed Inquiry(LinkData data, UseLinkRequest request) =>
        new(
            async (work, use) =>
            {
                var accountRow = await Persons.Account(work, data.Email);
                var personRow = accountRow ?? await GuestOf(work, data, use.At);
                await waiting.Release(work, data.Email, (request.Send ?? []).ToHashSet(), use.By(personRow), use.At);

                return new LinkUser(personRow, SignsIn: accountRow is null);
            }
        );

    private static async Task<long> GuestOf(Work work, LinkData data, DateTimeOffset now)
    {
        if (await Persons.Guest(work, data.Email) is { } known)
            return known;

        var personRow = await Persons.InsertGuest(work, data.Name!, now);
        var isOurs = await Persons.AddIdentity(work, personRow, 0, new(IdentityKind.Email, data.Email, true), now);
        RuleBrokenException.Unless(isOurs, Problem.StatusConflict);

        return personRow;
    }

    /// <summary>Who has made an account meanwhile signs in with it.</summary>
    private static async Task<LinkUser> Return(Work work, LinkData data) =>
        await Persons.Guest(work, data.Email) is { } guest
            ? new LinkUser(guest, SignsIn: true)
            : throw new RuleBrokenException(Problem.StatusConflict);

    /// <summary>
    /// A new account whose address is proven by the link that was mailed there. A guest who has proven it before becomes the
    /// account, and keeps his conversations.
    /// </summary>
    private static async Task<LinkUser> Account(Work work, string email, string name, string hash, DateTimeOffset now)
    {
        var personRow = await Persons.Guest(work, email) ?? await Persons.Insert(work, name, now);
        await work.Execute(
            """
            UPDATE person SET password_hash = @hash, name = @name, is_guest = @no, access_version = access_version + 1
            WHERE row_id = @personRow
            """,
            new
            {
                hash,
                name,
                no = false,
                personRow,
            }
        );
        var isOurs = await Persons.AddIdentity(work, personRow, 0, new(IdentityKind.Email, email, true), now);
        RuleBrokenException.Unless(isOurs, Problem.StatusConflict);

        return personRow;
    }

    private static async Task<long> Accept(Work work, LinkData data, long personRow, LinkUse use)
    {
        var inviter = await Members.RoleOf(work, data.BusinessRow, data.InviterRow);
        RuleBrokenException.Unless(inviter == MemberRole.Owner, Problem.StatusConflict);
        // Who is a member already keeps his role: an invitation must not make the last owner an agent.
        if (await Members.RoleOf(work, data.BusinessRow, personRow) is null)
            await Members.Join(work, data.BusinessRow, personRow, data.Role, use.At, use.By(personRow));

        return personRow;
    }

    private static string Given(string? value, string field) =>
        value ?? throw RuleBrokenException.Field(field, "Is needed here.");
}
