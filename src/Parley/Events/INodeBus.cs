using System.Text.Json;

namespace Parley.Events;

/// <summary>
/// How nodes hear of each other. Carries only what may be lost: caches have a limit of age, devices have the feed. A signal
/// reaches every node but the one that sent it, once or not at all.
/// </summary>
public interface INodeBus
{
    /// <summary>This node, among those of the installation; new at each start.</summary>
    string NodeId { get; }

    /// <summary>How long nothing was heard that should have been; zero while the bus works.</summary>
    TimeSpan DeafFor { get; }

    /// <summary>Tells the other nodes, without waiting.</summary>
    /// <param name="kind">A word of its own for each kind of signal.</param>
    /// <param name="content">Small: signals travel in bundles of at most 7,900 bytes.</param>
    void Publish(string kind, object content);

    /// <summary>Calls <paramref name="listener"/> for every signal of a kind. It must be quick and must not throw.</summary>
    void Listen(string kind, Action<JsonElement> listener);
}

/// <summary>The bus of an installation with one node: there is nobody to tell.</summary>
internal sealed class OneNodeBus : INodeBus
{
    public string NodeId => "one";

    public TimeSpan DeafFor => TimeSpan.Zero;

    public void Publish(string kind, object content) { }

    public void Listen(string kind, Action<JsonElement> listener) { }
}
