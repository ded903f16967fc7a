namespace Valhalla.Governance;

/// <summary>What became of a request to change the influence.</summary>
public enum RampChangeStatus
{
    /// <summary>The influence was changed.</summary>
    Changed = 0,

    /// <summary>It was so already.</summary>
    Unchanged = 1,

    /// <summary>An override needs a reason.</summary>
    ReasonRequired = 2,

    /// <summary>Something stands against it: the holds tell what.</summary>
    Held = 3,
}
