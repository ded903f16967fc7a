namespace Valhalla.Governance;

/// <summary>A request to set an amount aside.</summary>
/// <param name="Engine">The engine; not <see cref="EngineName.Global"/>.</param>
/// <param name="Amount">Positive, at most 10¹² currency units.</param>
public sealed record ReserveRequest(EngineName Engine, Money Amount)
{
    /// <summary>Who asks, 1 to 200 characters. Default <c>system</c>.</summary>
    public string Actor
    {
        get;
        init => field = PlainText.Normalize(value);
    } = "system";

    /// <summary>What links this to other events, 1 to 200 characters; a settlement can name it.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>
    /// Makes the request decidable once, 1 to 255 characters; null decides it each time. Keys that sort in the order in
    /// which they are used, such as UUIDs of version 7, cost the store least.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>After what time what is still open is given back, 1 s to 366 d; null for never.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Answers as if reserving, without booking anything.</summary>
    public bool DryRun { get; init; }
}
