namespace Parley.Conversations;

/// <summary>What kind of side an <see cref="Owner"/> is. The numbers stand in the database.</summary>
public enum OwnerKind
{
    Person = 0,
    Business = 1,
    Platform = 2,
}

/// <summary>One side of a conversation as one number, <c>row * 4 + kind</c>, so that one column and one index serve all sides.</summary>
public readonly record struct Owner(long Value)
{
    public static readonly Owner None = new(0);
    public static readonly Owner Platform = new((long)OwnerKind.Platform);

    public static Owner Person(long row) => new(row * 4);

    public static Owner Business(long row) => new((row * 4) + (long)OwnerKind.Business);

    public OwnerKind Kind => (OwnerKind)(Value & 3);

    public long Row => Value >> 2;
}
