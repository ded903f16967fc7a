namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>One setting.</summary>
/// <param name="Key">Its full key, such as <c>Valhalla:Risk:TimeZone</c>.</param>
/// <param name="Default">Its default as a configuration file writes it; <c>none</c> for nothing.</param>
/// <param name="Range">Its bounds; null where no attribute says them.</param>
internal sealed record Setting(string Key, string Default, string? Range);
