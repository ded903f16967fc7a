namespace Valhalla.Governance;

/// <summary>A contact that was made.</summary>
/// <param name="TaskId">The task.</param>
public sealed record CompleteFollowUpRequest(long TaskId)
{
    /// <summary>Who made it. Default <c>system</c>.</summary>
    public string Actor
    {
        get;
        init => field = PlainText.Normalize(value);
    } = "system";

    /// <summary>What it came to, 1 to 200 characters.</summary>
    public string? Outcome { get; init; }

    /// <summary>The claim under which it was made; null completes the task whoever has claimed it.</summary>
    public Guid? ClaimId { get; init; }
}
