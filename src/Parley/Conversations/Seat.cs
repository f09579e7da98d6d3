using Parley.Audit;
using Parley.Commerce;
using Parley.Kernel;

namespace Parley.Conversations;

/// <summary>
/// What one person may see and do in one conversation. Every path that shows or changes something of a conversation asks for a
/// seat, and only a seat answers.
/// </summary>
public sealed class Seat
{
    private readonly IReadOnlyList<Party> _sides;
    private IReadOnlyList<AudienceRow>? _readable;

    internal Seat(Actor actor, ConversationFacts facts, IReadOnlyList<Party> sides)
    {
        Actor = actor;
        Facts = facts;
        _sides = sides;
    }

    /// <summary>The seat of an admin who has opened the conversation with a reason.</summary>
    internal static Seat Overseeing(Actor actor, ConversationFacts facts)
    {
        var seat = OfPlatform(actor, facts);
        seat.IsOverseeing = true;

        return seat;
    }

    /// <summary>What the platform's staff may read of any conversation without having opened it: not the notes of teams.</summary>
    internal static Seat OfPlatform(Actor actor, ConversationFacts facts)
    {
        var platform = facts.Parties.FirstOrDefault(party => party.Owner == Owner.Platform);

        return new Seat(
            actor,
            facts,
            [platform ?? new Party(Owner.Platform, Role.Platform, FromRow: 0, Id: Guid.Empty, PlatformName)]
        )
        {
            TakesPart = platform is not null,
        };
    }

    /// <summary>What the platform is called where it takes part.</summary>
    public const string PlatformName = "Marketplace";

    public Actor Actor { get; }

    /// <summary>Reads the teams' notes too.</summary>
    public bool IsOverseeing { get; private set; }

    /// <summary>False for who only looks on: what he does shows to nobody else.</summary>
    public bool TakesPart { get; private init; } = true;

    public ConversationFacts Facts { get; }

    /// <summary>The side that the person speaks for: as customer where he is both.</summary>
    public Party Side => _sides[0];

    public Role Role => Side.Role;

    /// <summary>A customer from whom the business does not want to hear. About what he ordered he may always write.</summary>
    public bool IsBlocked => Role == Role.Customer && Facts.HasBlocked && Facts.TopicKind != TopicKind.Order;

    /// <summary>The person in his role here, with the shop of the conversation, for the audit.</summary>
    internal AuditActor AuditActor =>
        AuditActor.Of(Actor) with
        {
            Role = Role.ToString().ToLowerInvariant(),
            ShopRow = Facts.ShopRow,
        };

    /// <summary>An entry of the audit on what the person does in this conversation.</summary>
    public AuditEntry Audited(string action, DateTimeOffset at) =>
        new(action, AuditActor, at) { ConversationRow = Facts.RowId, BusinessRow = BusinessRow };

    private long BusinessRow => Side.Owner.Kind == OwnerKind.Business ? Side.Owner.Row : 0;

    /// <summary>All sides that the person belongs to; more than one where a member of the seller also supplies.</summary>
    public IReadOnlyList<Party> Sides => _sides;

    /// <summary>The audiences that exist and that the person may read.</summary>
    public IReadOnlyList<AudienceRow> Readable =>
        _readable ??= [.. Facts.Audiences.Where(row => MayRead(row.Audience))];

    /// <summary>Messages up to this row are not his to read.</summary>
    public long FromRow => _sides.Min(side => side.FromRow);

    public bool MayRead(Audience audience) =>
        _sides.Any(side => audience.IsReadBy(side.Owner)) || (IsOverseeing && audience.Kind == AudienceKind.Team);

    /// <summary>The audiences that the person may write to, those too to which nothing was said yet.</summary>
    public IEnumerable<Audience> Writable
    {
        get
        {
            if (TakesPart)
                yield return Audience.Everyone;
            if (Side.Owner.Kind == OwnerKind.Business)
                yield return Audience.TeamOf(Side.Owner);
            if (IsPlatform)
                yield return new Audience(AudienceKind.Platform, Owner.None);
            foreach (var party in IsPlatform ? Facts.Parties.Where(party => party.Owner != Owner.Platform) : [Side])
                yield return Audience.PlatformWith(party.Owner);
        }
    }

    /// <summary>The audience that a name means when this person says it: a note goes to his own team.</summary>
    /// <exception cref="RuleBrokenException">He may not write there.</exception>
    public Audience Address(AudienceName name) =>
        Find(name)
        ?? throw new RuleBrokenException(
            name.Kind == AudienceKind.Everyone ? Problem.NotAParty : Problem.AudienceNotAllowed
        );

    /// <summary>As <see cref="Address"/>; null where he may not write.</summary>
    public Audience? Find(AudienceName name)
    {
        if (name.Kind == AudienceKind.Everyone)
            return TakesPart ? Audience.Everyone : null;

        Audience[] meant = [.. Writable.Where(audience => audience.Kind == name.Kind && IsNamed(audience.Owner, name))];

        // The platform speaks with several parties, and must say with which.
        return meant.Length == 1 ? meant[0] : null;
    }

    private bool IsNamed(Owner owner, AudienceName name) =>
        name is { BusinessId: null, PersonId: null }
        || Facts.Parties.Any(party =>
            party.Owner == owner && party.Id == (owner.Kind == OwnerKind.Business ? name.BusinessId : name.PersonId)
        );

    /// <summary>What the person may do, as words that the app shows buttons for.</summary>
    /// <param name="isInWindow">Of what is resolved: the customer may still open it again.</param>
    public IEnumerable<string> May(ConversationStatus status, bool isInWindow)
    {
        if (status != ConversationStatus.Closed && TakesPart && !IsBlocked)
            yield return "send";
        if (IsPlatform)
            yield return "note";
        if (IsOverseeing)
            yield return TakesPart ? "leave" : "join";
        if (Side.Owner.Kind == OwnerKind.Business)
        {
            yield return "note";
            yield return "assign";
        }
        if (Role == Role.Seller)
            yield return Facts.HasBlocked ? "unblock" : "block";
        if (MayChange(status, ConversationStatus.Resolved, isInWindow))
            yield return "resolve";
        if (MayChange(status, ConversationStatus.Open, isInWindow))
            yield return "reopen";
        if (MayChange(status, ConversationStatus.Closed, isInWindow))
            yield return "close";
    }

    /// <summary>
    /// Seller and platform resolve and open again; the customer may call it solved, and open it again for some time; the platform
    /// closes, and a closed one only the platform opens.
    /// </summary>
    /// <param name="isInWindow">Of what is resolved: the customer may still open it again.</param>
    public bool MayChange(ConversationStatus from, ConversationStatus to, bool isInWindow) =>
        (from, to) switch
        {
            (ConversationStatus.Open, ConversationStatus.Resolved) => Role is Role.Seller or Role.Customer
                || IsPlatform,
            (ConversationStatus.Resolved, ConversationStatus.Open) => Role == Role.Seller
                || IsPlatform
                || (Role == Role.Customer && isInWindow && !IsBlocked),
            (ConversationStatus.Open or ConversationStatus.Resolved, ConversationStatus.Closed) => IsPlatform,
            (ConversationStatus.Closed, ConversationStatus.Open) => IsPlatform,
            _ => false,
        };

    private bool IsPlatform => Role == Role.Platform;
}
