namespace Parley.Commerce;

/// <summary>Where an order stands. The numbers stand in the database.</summary>
public enum OrderStatus
{
    Pending = 1,
    Confirmed = 2,
    Shipped = 3,
    Delivered = 4,
    Completed = 5,
    Cancelled = 6,
    Refunded = 7,
}

/// <summary>What a business does in an order. The numbers stand in the database and are those of the roles in conversations.</summary>
public enum OrderRole
{
    Seller = 2,
    Supplier = 3,
    Reseller = 4,
}
