using Valhalla.Governance.Storage;

namespace Valhalla.Governance.EntityFramework;

/// <summary>The schema of a database, for an operator.</summary>
/// <param name="Status">The versions.</param>
/// <param name="Known">The ids of this build's migrations, in their order.</param>
/// <param name="Applied">The ids of the migrations that the database has.</param>
internal sealed record SchemaReport(
    SchemaStatus Status, IReadOnlyList<string> Known, IReadOnlyList<string> Applied)
{
    /// <summary>The newest migration that the database has; null for none.</summary>
    public string? LastApplied => Applied.Count == 0 ? null : Applied[^1];

    /// <summary>The id of a migration, named by it or by its part after the time; null for an unknown one.</summary>
    public string? Find(string name) => Known.FirstOrDefault(id =>
        string.Equals(id, name, StringComparison.OrdinalIgnoreCase)
        || id.EndsWith("_" + name, StringComparison.OrdinalIgnoreCase));
}
