namespace Valhalla.Governance;

/// <summary>Looks whether what go-live needs is installed.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IGoLiveChecklist
{
    /// <summary>Looks now. A store that cannot be asked makes everything missing; it is no exception.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<GoLiveChecklist> GetAsync(CancellationToken cancellationToken = default);
}
