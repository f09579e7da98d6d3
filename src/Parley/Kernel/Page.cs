namespace Parley.Kernel;

/// <summary>A part of a list.</summary>
/// <param name="Items">In the order of the list.</param>
/// <param name="Next">Give it as <c>before</c> (or <c>after</c>) to get the following page; absent at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next = null);
