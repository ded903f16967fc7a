namespace Valhalla.Governance.Drill;

/// <summary>A process as the store knows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Build">Its build.</param>
/// <param name="StartedAt">When it first told that it lives, by the store's clock.</param>
/// <param name="LastSeenAt">When it last did.</param>
internal sealed record LiveNode(string Id, string Build, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt);
