namespace Valhalla.Governance.Load.Risk;

/// <summary>Which idempotency key each request carries.</summary>
internal enum RequestKeys
{
    /// <summary>None.</summary>
    None,

    /// <summary>A UUID of version 7, as the documentation advises: later keys sort later.</summary>
    Ordered,

    /// <summary>The same UUIDs with their random part first: each key falls on another page of its index.</summary>
    Random,
}
