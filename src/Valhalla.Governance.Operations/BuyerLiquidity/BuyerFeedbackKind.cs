namespace Valhalla.Governance;

/// <summary>What a buyer did.</summary>
public enum BuyerFeedbackKind
{
    /// <summary>A buyer was contacted: counts as a contact.</summary>
    Contacted = 0,

    /// <summary>A buyer responded: counts as a response.</summary>
    Responded = 1,

    /// <summary>A buyer closed a deal: counts as a close.</summary>
    Closed = 2,

    /// <summary>A buyer declined: stored and counted as an event; changes no rate.</summary>
    Declined = 3,
}
