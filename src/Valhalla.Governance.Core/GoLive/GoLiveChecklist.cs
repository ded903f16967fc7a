namespace Valhalla.Governance;

/// <summary>Whether what go-live needs is installed.</summary>
/// <param name="BackendComplete">Whether the store answers and has the expected schema version.</param>
/// <param name="RequiredPacks">The packs that <c>GoLive:RequiredPacks</c> names, by letter.</param>
public sealed record GoLiveChecklist(bool BackendComplete, IReadOnlyDictionary<string, PackStatus> RequiredPacks)
{
    /// <summary>The packs that <c>GoLive:RequiredPacks</c> names, by letter.</summary>
    public IReadOnlyDictionary<string, PackStatus> RequiredPacks
    {
        get;
        init => field = TextMap.Of(value);
    } = TextMap.Of(RequiredPacks);

    /// <summary>Whether the backend is complete and every required pack installed.</summary>
    public bool Ok => BackendComplete && RequiredPacks.Values.All(status => status == PackStatus.Installed);
}
