namespace Valhalla.Governance.GoNoGo;

/// <summary>Runs the host's health checks.</summary>
internal interface IHostHealth
{
    /// <summary>The names of the checks that are not healthy.</summary>
    ValueTask<IReadOnlyList<string>> FindUnhealthyAsync(CancellationToken cancellationToken);
}
