namespace Valhalla.Governance.Load.Measurement;

/// <summary>One way to do the work, over a database of its own.</summary>
internal interface ILoadPath : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Creates the database. Called once, first.</summary>
    Task OpenAsync();

    /// <summary>Calls until the caller has had enough; a loop, so that measuring adds nothing to each call.</summary>
    Task RunCallerAsync(Caller caller);

    /// <summary>Compares what was acknowledged with what the database holds.</summary>
    /// <returns>What does not fit, or null.</returns>
    Task<string?> FindErrorAsync(long granted, long denied);
}
