namespace Valhalla.Governance;

/// <summary>A lead that is not to be contacted any more.</summary>
/// <param name="LeadId">The host's id of the lead, any text of 1 to 200 characters.</param>
/// <param name="Reason">Why.</param>
public sealed record StopFollowUpsRequest(string LeadId, FollowUpStopReason Reason)
{
    /// <summary>Who asks, 1 to 200 characters. Default <c>system</c>.</summary>
    public string Actor
    {
        get;
        init => field = PlainText.Normalize(value);
    } = "system";
}
