namespace Valhalla.Governance.Load.Storage;

/// <summary>A PostgreSQL database that several processes work on.</summary>
/// <param name="ConnectionString">How this process reaches it.</param>
/// <param name="IsPrepared">Whether its tables and caps are there already.</param>
internal sealed record SharedDatabase(string ConnectionString, bool IsPrepared);
