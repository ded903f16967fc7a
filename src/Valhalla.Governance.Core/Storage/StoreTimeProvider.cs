namespace Valhalla.Governance.Storage;

/// <summary>
/// The clock of a store that has none of its own. It is the machine's, as the process sees it; apart from the process's
/// <see cref="TimeProvider"/>, so that a test can give a node a clock of its own over a store with another one.
/// </summary>
internal sealed record StoreTimeProvider(TimeProvider Time);
