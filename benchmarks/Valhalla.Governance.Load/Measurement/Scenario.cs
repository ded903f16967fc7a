namespace Valhalla.Governance.Load.Measurement;

/// <summary>Ways to do the same work, to be measured side by side.</summary>
/// <param name="Title">Over which store, and how it is set.</param>
/// <param name="Unit">What is counted, in the plural.</param>
/// <param name="Paths">The ways; the first one is what the others are compared with.</param>
internal sealed record Scenario(string Title, string Unit, IReadOnlyList<Func<ILoadPath>> Paths)
{
    /// <summary>The same with only those ways whose name holds the text.</summary>
    public Scenario Only(string text) => this with
    {
        Paths = [.. Paths.Where(path => path().Name.Contains(text, StringComparison.OrdinalIgnoreCase))],
    };
}
