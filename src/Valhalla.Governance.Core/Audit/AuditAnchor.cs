namespace Valhalla.Governance;

/// <summary>A record that somebody outside the database knows to have been in the chain.</summary>
/// <param name="Sequence">Its place, from 1.</param>
/// <param name="Hash">Its hash: 64 lower-case hex digits.</param>
public readonly record struct AuditAnchor(long Sequence, string Hash);
